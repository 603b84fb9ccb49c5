package network.clawnet.p2p.book;

import network.clawnet.p2p.multiaddr.Multiaddr;

/**
 * An address of a peer.
 *
 * @param address without the peer's id at its end
 * @param source the best one that has told it and is not forgotten
 * @param untilMillis when it is forgotten, in milliseconds since 1970
 */
record KnownAddress(Multiaddr address, Source source, long untilMillis) {}
