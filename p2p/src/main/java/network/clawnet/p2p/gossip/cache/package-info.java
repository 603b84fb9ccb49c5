/**
 * What a gossip router remembers of messages, for how long and at most how many: those it can still
 * give, those it has seen, and those it was promised. Knows no peers but their ids, no clock and no
 * mesh. Rules: libp2p specification, gossipsub 1.0, message cache; 1.1, spam protection.
 */
@NullMarked
package network.clawnet.p2p.gossip.cache;

import org.jspecify.annotations.NullMarked;
