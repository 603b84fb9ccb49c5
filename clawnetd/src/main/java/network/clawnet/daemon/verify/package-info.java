/**
 * Executes the ledger again beside the running node and compares. Knows where scratch files may
 * lie. Rules: docs/operations.md.
 */
@NullMarked
package network.clawnet.daemon.verify;

import org.jspecify.annotations.NullMarked;
