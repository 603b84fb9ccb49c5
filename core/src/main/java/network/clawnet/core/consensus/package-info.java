/**
 * Parent of the consensus packages: {@code set} (validators), {@code message} (wire objects),
 * {@code vote} (the way to a signature), {@code record} (journal entries), {@code step} (contract),
 * {@code epoch} (the machine), {@code frame}, {@code presence} and {@code channel} (the streams
 * between validators). Owns no class, so that none of them can depend on the whole. Rules:
 * docs/consensus.md.
 */
@NullMarked
package network.clawnet.core.consensus;

import org.jspecify.annotations.NullMarked;
