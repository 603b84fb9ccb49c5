package network.clawnet.p2p.service;

import java.net.InetAddress;
import java.util.Optional;
import network.clawnet.core.identity.PeerId;
import network.clawnet.core.port.PeerView;
import network.clawnet.p2p.multiaddr.Multiaddr;

/**
 * How we are connected to a peer: its oldest connection.
 *
 * @param peer who it is; proved
 * @param remote the address at its end, without its id
 * @param ip the address on the wire, if the transport has one
 * @param direction who opened the connection
 * @param sinceMillis when, on the scale of {@link Loop#nowMillis()}
 */
public record PeerLink(
    PeerId peer,
    Multiaddr remote,
    Optional<InetAddress> ip,
    PeerView.Direction direction,
    long sinceMillis) {}
