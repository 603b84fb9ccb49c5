/**
 * Gives Tokens of a genesis account away on networks for trying out. Knows no key and counts
 * nothing: the signer opens the account and the limits count. Rules: docs/protocol/genesis.md.
 */
@NullMarked
package network.clawnet.daemon.faucet;

import org.jspecify.annotations.NullMarked;
