/**
 * The streams over which validators talk: mutual proof of the consensus key, one channel per key,
 * bounded queues, opening again what was lost. Must not know what a message decides. Rules:
 * docs/protocol/consensus-channel.md.
 */
@NullMarked
package network.clawnet.core.consensus.channel;

import org.jspecify.annotations.NullMarked;
