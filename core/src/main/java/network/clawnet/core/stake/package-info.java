/**
 * Validators and epochs in the replicated state. Knows no consensus messages and no storage. Rules:
 * docs/protocol/ledger.md, section 2.10.
 */
@NullMarked
package network.clawnet.core.stake;

import org.jspecify.annotations.NullMarked;
