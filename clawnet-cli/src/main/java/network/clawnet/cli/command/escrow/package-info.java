/**
 * Commands about escrows. Knows no ledger rules: the node checks. Rules: docs/cli.md, section
 * "Escrow".
 */
@NullMarked
package network.clawnet.cli.command.escrow;

import org.jspecify.annotations.NullMarked;
