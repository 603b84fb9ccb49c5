package network.clawnet.p2p.transport.link;

import java.net.InetSocketAddress;
import network.clawnet.core.identity.PeerId;
import network.clawnet.p2p.multiaddr.Multiaddr;
import network.clawnet.p2p.transport.Direction;

/** Between whom a connection is, and who opened it. */
record Endpoint(
    PeerId peer,
    Direction direction,
    Multiaddr remote,
    Multiaddr local,
    InetSocketAddress remoteSocket) {}
