/**
 * Finds peers on the same wire by multicast DNS: the bytes, a step machine that asks and answers,
 * and the socket it runs on. Must not know what is spoken with the peers found. Rules: libp2p
 * specification, mdns; RFC 1035, RFC 6762.
 */
@NullMarked
package network.clawnet.p2p.discovery;

import org.jspecify.annotations.NullMarked;
