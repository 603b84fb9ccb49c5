package network.clawnet.core.consensus.step;

import network.clawnet.core.block.Header;
import network.clawnet.core.consensus.set.ValidatorSet;

/**
 * Where an epoch begins.
 *
 * @param epoch number, from 0
 * @param validators the set that runs it
 * @param startBlock last block of the epoch before, final; the genesis block for epoch 0
 */
public record EpochStart(long epoch, ValidatorSet validators, Header startBlock) {}
