package network.clawnet.core.chain;

import network.clawnet.core.block.Header;
import network.clawnet.core.chain.rows.Head;
import network.clawnet.core.consensus.message.Certificate;
import network.clawnet.core.consensus.step.EpochStart;
import network.clawnet.core.consensus.step.FinalPoint;
import org.jspecify.annotations.Nullable;

/**
 * What a node finds in its database.
 *
 * @param header header of the head
 * @param certificate what made the head final; null for block 0
 * @param epoch epoch in which the next block is made
 */
public record ChainStart(
    Head head, Header header, @Nullable Certificate certificate, EpochStart epoch) {
  /** Returns the head as consensus starts from it. */
  public FinalPoint finalPoint() {
    boolean sameEpoch = head.epoch() == epoch.epoch();
    boolean isStartBlock = header.height() == epoch.startBlock().height();
    long view = sameEpoch && !isStartBlock ? head.finalView() : 0;
    return new FinalPoint(view, header, certificate);
  }
}
