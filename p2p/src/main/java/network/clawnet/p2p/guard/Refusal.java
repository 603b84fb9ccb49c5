package network.clawnet.p2p.guard;

/** Why a connection, a stream or a claim is not let in; each is counted by its name. */
public enum Refusal {
  /** The node has all the connections that it wants to have. */
  CONNECTIONS_FULL,
  /** Too many connections are in the middle of their handshake. */
  HANDSHAKES_FULL,
  /** The IP address has enough connections. */
  ADDRESS_FULL,
  /** The network that the IP address belongs to has enough connections. */
  NETWORK_FULL,
  /** The IP address connects too often. */
  ADDRESS_TOO_FAST,
  /** The peer has enough connections. */
  PEER_FULL,
  /** The peer is banned. */
  BANNED,
  /** The node has all the streams that it can bear. */
  STREAMS_FULL,
  /** The peer has enough streams. */
  PEER_STREAMS_FULL,
  /** The protocol has enough streams. */
  PROTOCOL_STREAMS_FULL,
  /** The peer has enough streams of this protocol. */
  PEER_PROTOCOL_STREAMS_FULL,
  /** A record that somebody is said to have signed does not verify; nobody's fault by itself. */
  RECORD_UNVERIFIED
}
