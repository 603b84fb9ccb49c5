/**
 * Commands that show and move Tokens. Knows no keys and no ledger rules: the node checks. Rules:
 * docs/cli.md, section "Wallet".
 */
@NullMarked
package network.clawnet.cli.command.wallet;

import org.jspecify.annotations.NullMarked;
