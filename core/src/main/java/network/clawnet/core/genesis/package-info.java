/**
 * The document that defines a network: its parameters, first balances and first validators. Knows
 * no state and no storage. Rules: docs/protocol/genesis.md.
 */
@NullMarked
package network.clawnet.core.genesis;

import org.jspecify.annotations.NullMarked;
