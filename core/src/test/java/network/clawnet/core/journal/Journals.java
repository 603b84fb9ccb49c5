package network.clawnet.core.journal;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import network.clawnet.core.crypto.PublicKey;

/** Journals on a small disk, for the tests of this package. */
final class Journals {
  static final byte EPOCH = 1;
  static final byte BODY = 2;
  static final byte VOTE = 3;
  static final Birth BIRTH = new Birth(1_700_000_000_000L, key(7), true);

  private Journals() {}

  static PublicKey key(int fill) {
    byte[] bytes = new byte[PublicKey.BYTES];
    Arrays.fill(bytes, (byte) fill);
    return PublicKey.of(bytes);
  }

  static JournalOptions options() {
    return new JournalOptions(
        JournalOptions.MIN_SEGMENT_BYTES, EPOCH, BIRTH, new SplittableRandom(42));
  }

  static Opening.Opened open(JournalDisk disk) throws IOException {
    Opening opening = Journal.open(disk, options());
    if (opening instanceof Opening.Opened opened) {
      return opened;
    }
    throw new AssertionError(opening.toString());
  }

  static Opening.Refused refused(JournalDisk disk) throws IOException {
    Opening opening = Journal.open(disk, options());
    if (opening instanceof Opening.Refused refused) {
      return refused;
    }
    throw new AssertionError("opened: " + ((Opening.Opened) opening).repairs());
  }

  static Entry epoch(int epoch) {
    return new Entry(EPOCH, new byte[] {(byte) epoch, 9, 9}, false);
  }

  static Entry body(int fill, int bytes) {
    byte[] payload = new byte[bytes];
    Arrays.fill(payload, (byte) fill);
    return new Entry(BODY, payload, false);
  }

  static Entry vote(int fill) {
    byte[] payload = new byte[100];
    Arrays.fill(payload, (byte) fill);
    return new Entry(VOTE, payload, true);
  }

  static void write(Journal journal, Entry... group) throws IOException {
    journal.append(List.of(group));
    journal.sync();
  }

  /** Returns each record as text: LSN, type, length and first byte. */
  static List<String> texts(Opening.Opened opened) throws IOException {
    List<String> texts = new ArrayList<>();
    opened.replay().forEach(stored -> texts.add(text(stored.lsn(), stored.entry())));
    return texts;
  }

  static String text(long lsn, Entry entry) {
    byte[] payload = entry.payload();
    for (byte each : payload) {
      if (entry.type() != EPOCH && each != payload[0]) {
        throw new AssertionError("payload of record " + lsn + " is not what was written");
      }
    }
    return lsn + ":" + entry.type() + ":" + payload.length + ":" + payload[0];
  }
}
