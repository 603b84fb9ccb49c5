/**
 * What travels on a validator channel: frames, the mutual proof of consensus keys, and the cutting
 * and joining of large messages. Pure; must not know streams, threads, or who is a validator.
 * Rules: docs/protocol/consensus-channel.md.
 */
@NullMarked
package network.clawnet.core.consensus.frame;

import org.jspecify.annotations.NullMarked;
