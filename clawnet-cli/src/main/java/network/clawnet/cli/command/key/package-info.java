/**
 * Commands about keys and accounts, offline and at the node. Never prints a private key; prints the
 * mnemonic once, at init. Rules: docs/cli.md, section "Keys and accounts".
 */
@NullMarked
package network.clawnet.cli.command.key;

import org.jspecify.annotations.NullMarked;
