package network.clawnet.core.sync.plan;

import network.clawnet.core.consensus.set.ValidatorSet;
import network.clawnet.core.crypto.Hash;

/**
 * Where the own ledger stands.
 *
 * @param height of the last final block
 * @param hash of that block
 * @param epoch in which the next block is made
 * @param validators who make it
 * @param timeMs time of the last final block, epoch milliseconds
 */
public record OwnHead(long height, Hash hash, long epoch, ValidatorSet validators, long timeMs) {}
