package network.clawnet.p2p.gossip.router;

import java.net.InetAddress;
import java.util.Optional;
import network.clawnet.core.identity.PeerId;
import network.clawnet.p2p.gossip.rpc.GossipVersion;

/**
 * A peer that has connected and speaks gossip.
 *
 * @param outbound whether we opened the connection
 * @param address where it is, if the transport has such an address
 */
public record Arrival(
    PeerId peer, GossipVersion version, boolean outbound, Optional<InetAddress> address) {}
