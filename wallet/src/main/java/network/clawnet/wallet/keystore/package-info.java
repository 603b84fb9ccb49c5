/**
 * The keys of a node on disk and in memory: account keys under a passphrase, node keys under the
 * node secret. A shell that may use files and clocks; knows no ledger, network or HTTP. Rules:
 * docs/protocol/encoding.md, section 8.
 */
@NullMarked
package network.clawnet.wallet.keystore;

import org.jspecify.annotations.NullMarked;
