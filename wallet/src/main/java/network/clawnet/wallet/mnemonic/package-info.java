/**
 * The 24 words of a wallet: from entropy to words to the seed of its keys. Knows no file, account
 * or ledger. Rules: BIP39 and docs/protocol/encoding.md, section 7.
 */
@NullMarked
package network.clawnet.wallet.mnemonic;

import org.jspecify.annotations.NullMarked;
