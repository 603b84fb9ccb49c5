/**
 * Validators and epochs in the replicated state. Knows no consensus messages and no storage. Rules:
 * docs/consensus.md, "Epochs".
 */
@NullMarked
package network.clawnet.core.stake;

import org.jspecify.annotations.NullMarked;
