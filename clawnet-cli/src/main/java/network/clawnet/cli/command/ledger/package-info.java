/**
 * Commands that read and check the ledger, and submit what was signed elsewhere. Knows no ledger
 * rules: the node checks. Rules: docs/cli.md, section "Ledger".
 */
@NullMarked
package network.clawnet.cli.command.ledger;

import org.jspecify.annotations.NullMarked;
