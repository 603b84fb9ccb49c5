package network.clawnet.core.journal;

import static network.clawnet.core.journal.Journals.body;
import static network.clawnet.core.journal.Journals.open;
import static network.clawnet.core.journal.Journals.refused;
import static network.clawnet.core.journal.Journals.texts;
import static network.clawnet.core.journal.Journals.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.Arrays;
import java.util.SplittableRandom;
import network.clawnet.core.testing.disk.FaultyDisk;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class JournalRefusalTest {
  private final FaultyDisk disk = new FaultyDisk();

  @BeforeEach
  void writeFourSegments() throws IOException {
    fill(disk);
    assertThat(disk.list()).hasSizeGreaterThanOrEqualTo(4);
  }

  @Test
  void namesAMissingSegment() throws IOException {
    disk.remove(SegmentLayout.name(2));

    assertThat(refused(disk).file()).isEqualTo(SegmentLayout.name(2));
    assertThat(refused(disk).reason()).isEqualTo("the file is missing");
  }

  @Test
  void namesAMissingNewestSegment() throws IOException {
    String newest = SegmentLayout.name(disk.list().size());
    disk.remove(newest);

    assertThat(refused(disk).file()).isEqualTo(newest);
  }

  @Test
  void opensWithoutTheOldestSegmentsBecauseTheyMayBeDeleted() throws IOException {
    disk.remove(SegmentLayout.name(1));

    assertThat(open(disk).journal().firstLsn()).isGreaterThan(1);
  }

  @Test
  void refusesASegmentOfAnotherJournal() throws IOException {
    FaultyDisk other = new FaultyDisk();
    fill(other, new SplittableRandom(43));
    disk.put(SegmentLayout.name(2), other.durable(SegmentLayout.name(2)));

    assertThat(refused(disk).reason()).isEqualTo("the file is of another journal");
  }

  @Test
  void refusesASegmentUnderAnotherName() throws IOException {
    disk.put(SegmentLayout.name(2), disk.durable(SegmentLayout.name(3)));

    assertThat(refused(disk).reason()).isEqualTo("this is segment 3");
  }

  @Test
  void refusesAnOlderStateOfASegment() throws IOException {
    FaultyDisk other = new FaultyDisk();
    Journal journal = open(other).journal();
    write(journal, body(1, 60_000));
    disk.put(SegmentLayout.name(1), other.durable(SegmentLayout.name(1)));

    assertThat(refused(disk).reason()).startsWith("record 2 is damaged");
  }

  @Test
  void refusesACutFile() throws IOException {
    byte[] bytes = disk.durable(SegmentLayout.name(2));
    for (int length : new int[] {0, 1, 4096, bytes.length - 1, bytes.length / 2}) {
      disk.put(SegmentLayout.name(2), Arrays.copyOf(bytes, length));
      assertThat(refused(disk).file()).isEqualTo(SegmentLayout.name(2));
      assertThat(refused(disk).offset()).isEqualTo(length);
    }
    disk.put(SegmentLayout.name(2), Arrays.copyOf(bytes, bytes.length + 512));
    assertThat(refused(disk).reason()).contains("instead of");
  }

  @Test
  void refusesAFileOfZeros() throws IOException {
    disk.put(SegmentLayout.name(3), new byte[JournalOptions.MIN_SEGMENT_BYTES]);

    assertThat(refused(disk).reason()).isEqualTo("both heads are damaged");
  }

  @Test
  void refusesARecordThatIsThereTwice() throws IOException {
    byte[] bytes = disk.durable(SegmentLayout.name(1));
    SegmentHead head = SegmentHead.find(bytes, 0).orElseThrow();
    Frame forged = new Frame(150_000 / 8 * 8, 0, 1, (byte) 2, new Rank(1, 0, 1, 1));
    java.nio.ByteBuffer out = java.nio.ByteBuffer.allocate(forged.size());
    forged.write(out, head.link().id(), new byte[1]);
    System.arraycopy(out.array(), 0, bytes, forged.at(), forged.size());
    disk.put(SegmentLayout.name(1), bytes);

    assertThat(refused(disk).reason()).isEqualTo("record 1 is there twice");
  }

  @Test
  void refusesTheJournalOfAnotherKey() throws IOException {
    Birth birth = new Birth(1, Journals.key(8), true);
    JournalOptions options =
        new JournalOptions(
            JournalOptions.MIN_SEGMENT_BYTES, Journals.EPOCH, birth, new SplittableRandom(1));

    assertThat(Journal.open(disk, options)).isInstanceOf(Opening.Refused.class);
  }

  @Test
  void keepsTheFirstBirthRecord() throws IOException {
    Birth later = new Birth(99, Journals.BIRTH.consensusPub(), false);
    JournalOptions options =
        new JournalOptions(
            JournalOptions.MIN_SEGMENT_BYTES, Journals.EPOCH, later, new SplittableRandom(1));

    Opening.Opened opened = (Opening.Opened) Journal.open(disk, options);

    assertThat(opened.journal().birth()).isEqualTo(Journals.BIRTH);
  }

  @Test
  void readsSegmentsOfAnotherSize() throws IOException {
    JournalOptions larger =
        new JournalOptions(1 << 20, Journals.EPOCH, Journals.BIRTH, new SplittableRandom(1));
    int segments = disk.list().size();
    Journal journal = ((Opening.Opened) Journal.open(disk, larger)).journal();
    for (int i = 0; i < 10; i++) {
      write(journal, body(i, 50_000));
    }

    assertThat(disk.size(SegmentLayout.name(segments + 1))).isEqualTo(1 << 20);
    assertThat(texts(open(disk))).hasSize(20);
  }

  @Test
  void refusesSizesThatAreNoSegment() {
    for (int bytes : new int[] {0, (256 << 10) - 512, (256 << 10) + 1, (256 << 20) + 512}) {
      assertThatThrownBy(
              () ->
                  new JournalOptions(
                      bytes, Journals.EPOCH, Journals.BIRTH, new SplittableRandom(1)))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  private static void fill(FaultyDisk disk) throws IOException {
    fill(disk, new SplittableRandom(42));
  }

  private static void fill(FaultyDisk disk, SplittableRandom ids) throws IOException {
    JournalOptions options =
        new JournalOptions(JournalOptions.MIN_SEGMENT_BYTES, Journals.EPOCH, Journals.BIRTH, ids);
    Journal journal = ((Opening.Opened) Journal.open(disk, options)).journal();
    for (int i = 1; i <= 10; i++) {
      write(journal, body(i, 60_000));
    }
  }
}
