/**
 * What each peer's conduct in gossip is worth: counters that grow with good and bad deeds and
 * decay, and thresholds below which a peer is heard less. Knows neither messages nor meshes, only
 * what is reported to it. Rules: libp2p specification, gossipsub 1.1, peer scoring.
 */
@NullMarked
package network.clawnet.p2p.gossip.score;

import org.jspecify.annotations.NullMarked;
