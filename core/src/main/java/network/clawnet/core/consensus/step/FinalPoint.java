package network.clawnet.core.consensus.step;

import network.clawnet.core.block.Header;
import network.clawnet.core.consensus.message.Certificate;
import org.jspecify.annotations.Nullable;

/**
 * The head of the store.
 *
 * @param view view in the active epoch whose certificate made the head final, or the header's own
 *     view if it became final with a descendant; 0 if the head is the epoch's start block
 * @param header header of the head
 * @param certificate what made it final, given to peers that are behind; null if unknown or genesis
 */
public record FinalPoint(long view, Header header, @Nullable Certificate certificate) {
  /** Returns the point at which an epoch starts. */
  public static FinalPoint of(EpochStart start) {
    return new FinalPoint(0, start.startBlock(), start.certificate());
  }
}
