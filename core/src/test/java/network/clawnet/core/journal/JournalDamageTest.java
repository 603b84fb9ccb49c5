package network.clawnet.core.journal;

import static network.clawnet.core.journal.Journals.body;
import static network.clawnet.core.journal.Journals.epoch;
import static network.clawnet.core.journal.Journals.open;
import static network.clawnet.core.journal.Journals.refused;
import static network.clawnet.core.journal.Journals.texts;
import static network.clawnet.core.journal.Journals.vote;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import network.clawnet.core.testing.Seeds;
import network.clawnet.core.testing.disk.FaultyDisk;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Every torn write and every flipped bit, up to the size of one group. */
class JournalDamageTest {
  private static final String FILE = SegmentLayout.name(1);
  private static final SegmentLayout LAYOUT = new SegmentLayout(JournalOptions.MIN_SEGMENT_BYTES);
  private static final List<String> EARLIER = List.of("1:1:3:1", "2:2:200:2", "3:3:100:3");
  private static final List<String> LAST = List.of("4:2:40:4", "5:3:100:5", "6:2:700:6");

  /** Three groups, the last not yet durable. */
  private final FaultyDisk disk = new FaultyDisk();

  private Journal journal;

  @BeforeEach
  void write() throws IOException {
    journal = open(disk).journal();
    Journals.write(journal, epoch(1));
    Journals.write(journal, body(2, 200), vote(3));
    disk.failAt(disk.operations() + 2);
    journal.append(List.of(body(4, 40), vote(5), body(6, 700)));
    try {
      journal.sync();
    } catch (IOException atTheSync) {
      assertThat(disk.unsyncedBytes()).isGreaterThan(1000);
    }
  }

  @Test
  void everyTornPrefixOfTheLastGroupKeepsAllEarlierOnes() throws IOException {
    long log = disk.unsyncedBytes() - Frame.size(100);
    for (long bytes = 0; bytes <= disk.unsyncedBytes(); bytes++) {
      FaultyDisk torn = replica();
      torn.cutPowerAfter(bytes);

      List<String> kept = recovered(torn);

      boolean firstCopy = bytes >= Frame.size(40) + Frame.HEADER_BYTES + 100;
      assertThat(kept.contains(LAST.get(1))).as("vote after %d bytes", bytes).isEqualTo(firstCopy);
      assertThat(kept.contains(LAST.get(2))).isEqualTo(bytes >= log - 4);
    }
  }

  @Test
  void sectorsInAnyOrderKeepAllEarlierGroups() {
    Seeds.forAll(
        300,
        random -> {
          try {
            FaultyDisk torn = replica();
            torn.cutPower(random);
            recovered(torn);
          } catch (IOException e) {
            throw new AssertionError(e);
          }
        });
  }

  @Test
  @DisplayName("A2: every flipped bit of the last group keeps its vote")
  void everyFlippedBitOfTheLastGroupKeepsItsVote() throws IOException {
    disk.cutPowerAfter(Long.MAX_VALUE);
    int end = lastLogByte();
    int text = end - 700;
    for (int at = LAYOUT.logStart() + 1024; at < end; at += at < text ? 1 : 23) {
      for (int bit = 0; bit < 8; bit++) {
        List<String> kept = flipped(at, 1 << bit);
        assertThat(kept).contains(LAST.get(1));
        assertThat(kept).hasSizeGreaterThanOrEqualTo(5);
      }
    }
    for (int at = LAYOUT.mirrorStart(); at < LAYOUT.mirrorStart() + 2000; at += 3) {
      assertThat(flipped(at, 0x11)).containsAll(LAST);
    }
  }

  @Test
  void everyLostSectorOfTheLastGroupKeepsItsVote() throws IOException {
    disk.cutPowerAfter(Long.MAX_VALUE);
    for (int at = LAYOUT.logStart() + 1024; at < lastLogByte(); at += SegmentLayout.SECTOR) {
      FaultyDisk lost = disk.copy();
      byte[] bytes = lost.durable(FILE);
      Arrays.fill(bytes, at, at + SegmentLayout.SECTOR, (byte) 0);
      lost.put(FILE, bytes);

      assertThat(recovered(lost)).contains(LAST.get(1));
    }
  }

  @Test
  void aFlippedByteInAnEarlierGroupIsRepairedFromTheCopyOrRefused() throws IOException {
    disk.cutPowerAfter(Long.MAX_VALUE);
    int bodyAt = LAYOUT.logStart() + SegmentLayout.SECTOR;
    int bodyEnd = bodyAt + Frame.HEADER_BYTES + 200;
    for (int at = LAYOUT.logStart(); at < LAYOUT.logStart() + 1024; at++) {
      FaultyDisk damaged = disk.copy();
      damaged.flip(FILE, at, 0x40);
      if (at >= bodyAt && at < bodyEnd) {
        Opening.Refused refused = refused(damaged);
        assertThat(refused.file()).isEqualTo(FILE);
        assertThat(refused.offset()).isLessThanOrEqualTo(at);
        assertThat(refused.reason()).isEqualTo("record 2 is damaged");
        assertThat(refused.wayOut()).isNotEmpty();
        assertThat(damaged.durable(FILE)[at]).isNotEqualTo(disk.durable(FILE)[at]);
      } else {
        assertThat(recovered(damaged)).containsAll(LAST);
      }
    }
  }

  @Test
  @DisplayName("M6, T-A25: damage in an earlier group that no copy mends is refused")
  void aVoteWithBothCopiesFlippedInAnEarlierGroupIsRefused() throws IOException {
    disk.cutPowerAfter(Long.MAX_VALUE);
    int voteAt = LAYOUT.logStart() + SegmentLayout.SECTOR + Frame.size(200);
    disk.flip(FILE, voteAt + 60, 1);
    disk.flip(FILE, LAYOUT.mirrorStart() + SegmentLayout.SECTOR + 60, 1);

    assertThat(refused(disk).reason()).isEqualTo("record 3 is damaged");
  }

  @Test
  void everyFlippedByteOfAHeadIsMendedFromTheOther() throws IOException {
    disk.cutPowerAfter(Long.MAX_VALUE);
    for (int at = 0; at < 200; at++) {
      assertThat(flipped(at, 0x80)).containsAll(LAST);
      assertThat(flipped(LAYOUT.mirrorHead() + at, 0x80)).containsAll(LAST);
    }
    disk.flip(FILE, 20, 1);
    disk.flip(FILE, LAYOUT.mirrorHead() + 20, 1);
    assertThat(refused(disk).reason()).isEqualTo("both heads are damaged");
  }

  @Test
  void aRecordDroppedOnceStaysDroppedAndTheRestStaysNeeded() throws IOException {
    disk.cutPowerAfter(Long.MAX_VALUE);
    disk.flip(FILE, LAYOUT.logStart() + 1024 + 60, 1);
    Journal next = open(disk).journal();
    Journals.write(next, vote(9));

    assertThat(texts(open(disk))).endsWith(LAST.get(1), LAST.get(2), "7:3:100:9");

    disk.flip(FILE, lastLogByte() - 100, 1);
    assertThat(refused(disk).reason()).isEqualTo("record 6 is damaged");
  }

  @Test
  void aSecondPowerCutDuringTheRepairIsSurvived() throws IOException {
    for (int cut = 0; cut < 6; cut++) {
      FaultyDisk torn = replica();
      torn.cutPowerAfter(900);
      torn.failAt(cut);
      try {
        Journal.open(torn, Journals.options());
      } catch (IOException expected) {
        torn.cutPowerAfter(cut % 2 == 0 ? 0 : Long.MAX_VALUE);
      }

      assertThat(recovered(torn)).contains(LAST.get(1));
    }
  }

  /** Opens a damaged disk, writes on, and checks that it is clean afterwards. */
  private static List<String> recovered(FaultyDisk disk) throws IOException {
    Opening.Opened opened = open(disk);
    List<String> kept = texts(opened);
    assertThat(kept).startsWith(EARLIER.toArray(String[]::new));
    List<String> allowed = new ArrayList<>(EARLIER);
    allowed.addAll(LAST);
    assertThat(allowed).containsSubsequence(kept);
    if (opened.isClean()) {
      assertThat(kept.size()).isIn(EARLIER.size(), allowed.size());
    }
    Journals.write(opened.journal(), vote(7));
    long lsn = opened.journal().durable();
    disk.cutPowerAfter(0);
    Opening.Opened again = open(disk);
    List<String> expected = new ArrayList<>(kept);
    expected.add(lsn + ":3:100:7");
    assertThat(texts(again)).isEqualTo(expected);
    assertThat(again.isClean()).as(again.repairs().toString()).isTrue();
    return kept;
  }

  private List<String> flipped(int at, int mask) throws IOException {
    FaultyDisk damaged = disk.copy();
    damaged.flip(FILE, at, mask);
    return recovered(damaged);
  }

  /** Returns the same disk with the same unsynced writes. */
  private static FaultyDisk replica() throws IOException {
    JournalDamageTest other = new JournalDamageTest();
    other.write();
    return other.disk;
  }

  private static int lastLogByte() {
    return LAYOUT.logStart() + 1024 + Frame.size(40) + Frame.size(100) + Frame.size(700);
  }
}
