package network.clawnet.core.config;

import network.clawnet.core.units.Tokens;
import org.jspecify.annotations.Nullable;

/**
 * What the signer lets out of this node's accounts; a limit counts the amount, not the fee.
 *
 * @param maxTransferPerTx most Tokens in one event; null means no limit
 * @param maxTransferPerDay most Tokens in any 24 hours per account; null means no limit
 */
public record LimitsSection(
    @Nullable Tokens maxTransferPerTx, @Nullable Tokens maxTransferPerDay) {}
