package network.clawnet.core.sync.plan;

/**
 * How far sync is.
 *
 * @param height of the ledger
 * @param target height of the newest block that is known to be final; never below the ledger's
 * @param syncing whether ranges are being taken
 * @param blocksPerSecond of the ranges since they began, 0 when none are taken
 * @param peers that speak the protocols
 */
public record SyncProgress(
    long height, long target, boolean syncing, long blocksPerSecond, int peers) {}
