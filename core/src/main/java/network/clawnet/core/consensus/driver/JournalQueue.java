package network.clawnet.core.consensus.driver;

import java.util.List;
import network.clawnet.core.consensus.record.JournalRecord;

/** Takes records for the journal in order, without a wait. Consensus thread. */
interface JournalQueue {
  void append(List<JournalRecord> records);

  /** Makes what is before it durable before anything behind it is written. */
  void barrier();
}
