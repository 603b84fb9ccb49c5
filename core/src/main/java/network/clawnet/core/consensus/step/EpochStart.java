package network.clawnet.core.consensus.step;

import network.clawnet.core.block.Header;
import network.clawnet.core.consensus.message.Certificate;
import network.clawnet.core.consensus.set.ValidatorSet;
import org.jspecify.annotations.Nullable;

/**
 * Where an epoch begins.
 *
 * @param epoch number, from 0
 * @param validators the set that runs it
 * @param startBlock last block of the epoch before, final; the genesis block for epoch 0
 * @param certificate finalization of the start block by the set before, given to peers that are
 *     behind; null if unknown or genesis
 */
public record EpochStart(
    long epoch, ValidatorSet validators, Header startBlock, @Nullable Certificate certificate) {}
