package network.clawnet.core.journal;

import static network.clawnet.core.journal.Journals.body;
import static network.clawnet.core.journal.Journals.epoch;
import static network.clawnet.core.journal.Journals.open;
import static network.clawnet.core.journal.Journals.texts;
import static network.clawnet.core.journal.Journals.vote;
import static network.clawnet.core.journal.Journals.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import network.clawnet.core.testing.Seeds;
import network.clawnet.core.testing.disk.FaultyDisk;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class JournalTest {
  private final FaultyDisk disk = new FaultyDisk();

  @Test
  void replaysWhatWasSyncedInOrder() throws IOException {
    Journal journal = open(disk).journal();
    write(journal, epoch(1));
    write(journal, body(5, 300), vote(6));

    Opening.Opened again = open(disk);

    assertThat(texts(again)).containsExactly("1:1:3:1", "2:2:300:5", "3:3:100:6");
    assertThat(again.isClean()).isTrue();
    assertThat(again.journal().durable()).isEqualTo(3);
    assertThat(again.journal().birth()).isEqualTo(Journals.BIRTH);
  }

  @Test
  void promisesNothingBeforeTheSync() throws IOException {
    Journal journal = open(disk).journal();

    assertThat(journal.append(List.of(body(1, 10), vote(2)))).isEqualTo(2);
    assertThat(journal.durable()).isZero();
    journal.sync();

    assertThat(journal.durable()).isEqualTo(2);
    assertThat(journal.append(List.of(vote(3)))).isEqualTo(3);
  }

  @Test
  void givesAVoteTwoPlacesFarApart() throws IOException {
    write(open(disk).journal(), vote(0x5a));

    byte[] segment = disk.durable(SegmentLayout.name(1));
    List<Integer> places = new ArrayList<>();
    for (int at = 0; at + 100 <= segment.length; at++) {
      if (segment[at] == 0x5a && segment[at + 99] == 0x5a) {
        places.add(at);
      }
    }

    assertThat(places).hasSize(2);
    assertThat(places.get(1) - places.get(0)).isGreaterThanOrEqualTo(64 << 10);
  }

  @Test
  void goesOnInANewSegmentWhenTheLogIsFull() throws IOException {
    Journal journal = open(disk).journal();
    write(journal, epoch(1));
    List<String> expected = new ArrayList<>(List.of("1:1:3:1"));
    for (int i = 2; i < 40; i++) {
      write(journal, body(i, 20_000));
      expected.add(i + ":2:20000:" + i);
    }

    assertThat(disk.list()).hasSizeGreaterThan(3);
    assertThat(texts(open(disk))).isEqualTo(expected);
  }

  @Test
  void goesOnInANewSegmentWhenTheMirrorIsFull() throws IOException {
    Journal journal = open(disk).journal();
    for (int i = 1; i <= 200; i++) {
      write(journal, vote(i % 100));
    }

    assertThat(disk.list()).hasSizeGreaterThan(2);
    assertThat(texts(open(disk))).hasSize(200);
  }

  @Test
  void repeatsTheCurrentEpochHeaderInEverySegment() throws IOException {
    Journal journal = open(disk).journal();
    write(journal, epoch(1));
    write(journal, epoch(2));
    for (int i = 0; i < 40; i++) {
      write(journal, body(i, 20_000));
    }
    journal.truncateBefore(40);

    List<String> kept = texts(open(disk));

    assertThat(kept.get(0)).isEqualTo("2:1:3:2");
    assertThat(kept).noneMatch(it -> it.startsWith("1:") || it.startsWith("3:"));
  }

  @Test
  void keepsTheEpochHeaderOverSeveralRestarts() throws IOException {
    write(open(disk).journal(), epoch(3));
    for (int i = 0; i < 40; i++) {
      Journal journal = open(disk).journal();
      write(journal, body(i, 20_000));
      journal.truncateBefore(journal.durable());
    }

    assertThat(disk.list()).hasSize(1);
    assertThat(texts(open(disk)).get(0)).isEqualTo("1:1:3:3");
  }

  @Test
  @DisplayName("M3: only whole segments below the durable head are deleted")
  void deletesOnlyWholeSegmentsBelowTheMark() throws IOException {
    Journal journal = open(disk).journal();
    for (int i = 1; i <= 30; i++) {
      write(journal, body(i, 20_000));
    }
    int before = disk.list().size();

    journal.truncateBefore(1);
    assertThat(disk.list()).hasSize(before);
    journal.truncateBefore(15);

    assertThat(journal.firstLsn()).isLessThanOrEqualTo(15).isGreaterThan(1);
    assertThat(texts(open(disk))).anyMatch(it -> it.startsWith("15:"));
    journal.truncateBefore(Long.MAX_VALUE);
    assertThat(disk.list()).hasSize(1);
  }

  @Test
  void takesTheLargestGroupAndRefusesOneByteMore() throws IOException {
    SegmentLayout layout = new SegmentLayout(JournalOptions.MIN_SEGMENT_BYTES);
    int most = layout.logEnd() - layout.logStart() - Frame.HEADER_BYTES;
    Journal journal = open(disk).journal();

    write(journal, body(1, most));
    assertThatThrownBy(() -> journal.append(List.of(body(1, most + 1))))
        .isInstanceOf(IllegalArgumentException.class);

    assertThat(texts(open(disk))).containsExactly("1:2:" + most + ":1");
  }

  @Test
  void syncsEarlyRatherThanHoldTwoGroupsThatDoNotFit() throws IOException {
    Journal journal = open(disk).journal();
    for (int i = 1; i <= 20; i++) {
      journal.append(List.of(body(i, 100_000)));
    }

    assertThat(journal.durable()).isGreaterThanOrEqualTo(18);
  }

  @Test
  void refusesMoreRecordsThanAGroupCanCount() throws IOException {
    Journal journal = open(disk).journal();
    Entry small = body(1, 1);

    assertThatThrownBy(() -> journal.append(Collections.nCopies(4097, small)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> journal.append(List.of()))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(journal.append(Collections.nCopies(2048, small))).isEqualTo(2048);
  }

  @Test
  @DisplayName("T-A25: a full disk stops the journal for ever")
  void stopsForEverWhenTheDiskIsFull() throws IOException {
    Journal journal = open(disk).journal();
    write(journal, vote(1));
    disk.failAt(disk.operations() + 1);
    journal.append(List.of(vote(2)));

    assertThatThrownBy(journal::sync).isInstanceOf(IOException.class).hasMessageContaining("space");
    assertThatThrownBy(() -> journal.append(List.of(vote(3))))
        .isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(journal::sync).isInstanceOf(IllegalStateException.class);

    disk.killProcess();
    assertThat(texts(open(disk))).startsWith("1:3:100:1");
  }

  @Test
  void survivesAFaultAtEveryOperation() {
    for (int operation = 0; operation < 60; operation++) {
      int failing = operation;
      Seeds.forAll(5, random -> survivesAFaultAt(failing, random));
    }
  }

  private static void survivesAFaultAt(int operation, Random random) {
    FaultyDisk disk = new FaultyDisk();
    disk.failAt(operation);
    List<String> acknowledged = new ArrayList<>();
    try {
      try {
        Journal journal = open(disk).journal();
        for (int i = 1; i < 40; i++) {
          Entry entry = i % 3 == 0 ? vote(i) : body(i, 20_000);
          write(journal, entry);
          acknowledged.add(Journals.text(i, entry));
          journal.truncateBefore(i - 20);
        }
      } catch (IOException expected) {
        disk.cutPower(random);
      }
      List<String> found = texts(open(disk));
      int first =
          found.isEmpty()
              ? 0
              : Integer.parseInt(found.get(0).substring(0, found.get(0).indexOf(":"))) - 1;
      assertThat(first).isLessThanOrEqualTo(Math.max(0, acknowledged.size() - 19));
      assertThat(found).containsAll(acknowledged.subList(first, acknowledged.size()));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
