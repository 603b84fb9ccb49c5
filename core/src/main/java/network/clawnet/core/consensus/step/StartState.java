package network.clawnet.core.consensus.step;

import java.util.List;
import network.clawnet.core.consensus.record.JournalRecord;

/**
 * What a core starts from.
 *
 * @param epoch the epoch that the store's head is in; if the head is the last block of an epoch,
 *     the epoch after it
 * @param head the store's head
 * @param records the whole journal in order, {@link JournalRecord.Birth} included
 * @param mayVote false if the journal was damaged or the operator forbids voting: follow only
 */
public record StartState(
    EpochStart epoch, FinalPoint head, List<JournalRecord> records, boolean mayVote) {
  public StartState {
    records = List.copyOf(records);
  }
}
