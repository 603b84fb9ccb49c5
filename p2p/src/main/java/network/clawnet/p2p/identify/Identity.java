package network.clawnet.p2p.identify;

import java.util.List;
import java.util.Optional;
import network.clawnet.p2p.multiaddr.Multiaddr;

/**
 * What a peer says of itself, from all messages of one exchange. An empty list or field says
 * nothing: after a push it means that nothing has changed.
 *
 * @param publicKey the encoded key, to be compared with the connection's
 * @param addresses where it says it listens, at most {@link IdentifyLimits#MAX_ADDRESSES}
 * @param protocols what it says it accepts, at most {@link IdentifyLimits#MAX_PROTOCOLS}
 * @param observed our address, as the peer sees it
 * @param protocolVersion a family of networks, such as {@code ipfs/0.1.0}
 * @param agent program and version
 * @param signedRecord an envelope with a peer record, not verified
 */
public record Identity(
    Optional<byte[]> publicKey,
    List<Multiaddr> addresses,
    List<String> protocols,
    Optional<Multiaddr> observed,
    Optional<String> protocolVersion,
    Optional<String> agent,
    Optional<byte[]> signedRecord) {
  public Identity {
    addresses = List.copyOf(addresses);
    protocols = List.copyOf(protocols);
  }
}
