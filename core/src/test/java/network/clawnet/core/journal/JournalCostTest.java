package network.clawnet.core.journal;

import static network.clawnet.core.journal.Journals.body;
import static network.clawnet.core.journal.Journals.open;
import static network.clawnet.core.journal.Journals.vote;
import static network.clawnet.core.journal.Journals.write;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import network.clawnet.core.testing.disk.FaultyDisk;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What durability costs, counted instead of timed: the time of a sync is the disk's own. */
class JournalCostTest {
  private final FaultyDisk disk = new FaultyDisk();

  private long operationsOf(Journal journal, Entry... group) throws IOException {
    long before = disk.operations();
    write(journal, group);
    return disk.operations() - before;
  }

  @Test
  @DisplayName("A22: a group costs one sync, however many records it has, and the file never grows")
  void aGroupCostsOneSyncAndTheFileNeverGrows() throws IOException {
    Journal journal = open(disk).journal();
    write(journal, body(1, 10));
    List<String> files = disk.list();
    int bytes = disk.durable(files.get(files.size() - 1)).length;

    assertThat(operationsOf(journal, body(2, 10))).as("a write and a sync").isEqualTo(2);
    Entry[] many = new Entry[500];
    for (int i = 0; i < many.length; i++) {
      many[i] = body(3, 10);
    }
    assertThat(operationsOf(journal, many)).as("a write and a sync").isEqualTo(2);
    assertThat(operationsOf(journal, body(4, 10), vote(5)))
        .as("two places of the vote, one sync")
        .isLessThanOrEqualTo(3);

    assertThat(disk.list()).isEqualTo(files);
    assertThat(disk.durable(files.get(files.size() - 1))).hasSize(bytes);
  }
}
