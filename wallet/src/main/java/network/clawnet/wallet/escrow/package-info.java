/**
 * Money held by rules: escrows that are funded, released, refunded and expire. Knows no storage,
 * network or clock but the block's. Rules: docs/protocol/events.md, section 6.3; explained in
 * docs/protocol/wallet.md.
 */
@NullMarked
package network.clawnet.wallet.escrow;

import org.jspecify.annotations.NullMarked;
