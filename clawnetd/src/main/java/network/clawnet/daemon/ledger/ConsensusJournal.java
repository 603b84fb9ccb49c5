package network.clawnet.daemon.ledger;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import network.clawnet.core.codec.DecodeException;
import network.clawnet.core.consensus.record.JournalRecord;
import network.clawnet.core.consensus.record.RecordCodec;
import network.clawnet.core.crypto.Hash;
import network.clawnet.core.crypto.PublicKey;
import network.clawnet.core.journal.Birth;
import network.clawnet.core.journal.Journal;
import network.clawnet.core.journal.JournalOptions;
import network.clawnet.core.journal.Opening;
import network.clawnet.core.journal.file.FileJournalDisk;
import network.clawnet.daemon.process.StartException;

/**
 * The opened consensus journal.
 *
 * @param records all that it holds, birth first
 * @param repairs what was repaired; empty if it was clean
 */
record ConsensusJournal(Journal journal, List<JournalRecord> records, List<String> repairs) {
  static ConsensusJournal open(Path directory, PublicKey key, boolean keyIsNew, long now)
      throws IOException, StartException {
    boolean isNew = !Files.exists(directory);
    int headerType = RecordCodec.type(new JournalRecord.EpochHeader(Hash.ZERO, key, 0));
    JournalOptions options =
        new JournalOptions(
            JournalOptions.SEGMENT_BYTES,
            (byte) headerType,
            new Birth(now, key, isNew && keyIsNew),
            new SecureRandom());
    Opening opening = Journal.open(new FileJournalDisk(directory), options);
    if (opening instanceof Opening.Refused refused) {
      throw new StartException("the consensus journal is damaged: " + refused);
    }
    Opening.Opened opened = (Opening.Opened) opening;
    return new ConsensusJournal(opened.journal(), replay(opened), opened.repairs());
  }

  private static List<JournalRecord> replay(Opening.Opened opened) throws IOException {
    Birth birth = opened.journal().birth();
    List<JournalRecord> records = new ArrayList<>();
    records.add(new JournalRecord.Birth(birth.timeMs(), birth.consensusPub(), birth.keyBorn()));
    opened
        .replay()
        .forEach(
            stored -> {
              try {
                records.add(RecordCodec.decode(stored.entry().type(), stored.entry().payload()));
              } catch (DecodeException e) {
                throw new IOException(
                    "the consensus journal holds a record that cannot be read: " + e.getMessage(),
                    e);
              }
            });
    return records;
  }
}
