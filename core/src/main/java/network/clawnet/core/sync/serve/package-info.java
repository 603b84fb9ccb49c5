/**
 * Owns what a full node gives to others of its final blocks: the reading, the limits, the streams.
 * Must not know how this node got its blocks or what it thinks of its peers. Rules:
 * docs/protocol/sync.md.
 */
@NullMarked
package network.clawnet.core.sync.serve;

import org.jspecify.annotations.NullMarked;
