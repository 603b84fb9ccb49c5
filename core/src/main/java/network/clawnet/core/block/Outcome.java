package network.clawnet.core.block;

import network.clawnet.core.crypto.Hash;

/**
 * What executing a block's events on its parent's state gives; every voter computes it again.
 *
 * @param lastOfEpoch true for the first block whose time reaches the end of its epoch
 * @param receiptsRoot {@link MerkleRoot} over the receipts
 * @param stateRoot root of the state tree after the block
 * @param nextValidatorsHash hash of the validator set of the next epoch
 */
public record Outcome(
    boolean lastOfEpoch, Hash receiptsRoot, Hash stateRoot, Hash nextValidatorsHash) {}
