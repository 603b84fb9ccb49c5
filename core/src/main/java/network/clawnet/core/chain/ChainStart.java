package network.clawnet.core.chain;

import network.clawnet.core.block.Header;
import network.clawnet.core.consensus.step.EpochStart;

/**
 * What a node finds in its database.
 *
 * @param header header of the head
 * @param epoch epoch in which the next block is made
 */
public record ChainStart(Head head, Header header, EpochStart epoch) {}
