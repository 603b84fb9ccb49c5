/**
 * The keys that peers sign with, and the envelopes that carry signed records of them. Knows bytes,
 * not who sent them over what. Rules: libp2p specification, peer-ids, RFC 0002 (signed envelopes)
 * and RFC 0003 (peer records).
 */
@NullMarked
package network.clawnet.p2p.peer;

import org.jspecify.annotations.NullMarked;
