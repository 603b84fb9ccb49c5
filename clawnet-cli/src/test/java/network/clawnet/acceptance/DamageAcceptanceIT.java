package network.clawnet.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * What a node does with a data directory that somebody or something has damaged: it recovers
 * exactly what it called final, or it refuses and names the file and the way out.
 */
@Timeout(value = 10, unit = TimeUnit.MINUTES)
final class DamageAcceptanceIT {
  private static final int ENVIRONMENT = 5;
  private static final int FAULT = 70;
  private static final int PAYMENTS = 60;
  private static final int MIB = 1 << 20;

  @TempDir static @Nullable Path shared;
  private static @Nullable Payments payments;
  private static @Nullable TwoAccounts accounts;
  @TempDir Path directory;

  /** Leaves two directories behind: of a node that was killed, and of one that was stopped. */
  @BeforeAll
  static void payAndStop() throws Exception {
    Path root = Objects.requireNonNull(shared);
    try (NodeProcess node = NodeProcess.dev(new TestHome(root)).start()) {
      TwoAccounts two = new TwoAccounts(node.api());
      Payments all = new Payments(node.api().port(), two.first(), two.second());
      assertThat(all.work(4, PAYMENTS, 1)).isTrue();
      node.kill();
      copy(node.directory(), root.resolve("killed"));
      node.start();
      node.stop();
      copy(node.directory(), root.resolve("stopped"));
      payments = all;
      accounts = two;
    }
  }

  @Test
  void aFlippedByteInTheLastJournalRecordIsRepaired() throws Exception {
    Path damaged = from("killed");
    JournalFile journal = new JournalFile(damaged.resolve("data/journal"));
    journal.flip(journal.last().get(0));

    requireEverything(damaged);
  }

  @Test
  void aTornTailOfTheJournalIsDropped() throws Exception {
    Path damaged = from("killed");
    JournalFile journal = new JournalFile(damaged.resolve("data/journal"));
    for (JournalFile.Copy copy : journal.last()) {
      journal.tear(copy);
    }

    requireEverything(damaged);
  }

  @Test
  void aDamagedBlockOfTheJournalIsRefused() throws Exception {
    Path damaged = from("killed");
    JournalFile journal = new JournalFile(damaged.resolve("data/journal"));
    journal.flip(journal.lastBlock());

    requireRefusal(
        damaged, "journal", journal.file().getFileName().toString(), "Put the undamaged");
    journal.flip(journal.lastBlock());
    requireEverything(damaged);
  }

  @Test
  void aJournalThatWasCutIsRefused() throws Exception {
    Path damaged = from("killed");
    Path file = new JournalFile(damaged.resolve("data/journal")).file();
    truncate(file, Files.size(file) - 4_096);

    requireRefusal(damaged, "journal", file.getFileName().toString(), "Put the undamaged");
    truncate(file, Files.size(file) + 4_096);
    requireEverything(damaged);
  }

  @Test
  void aFlippedByteInAnyFileOfTheLedgerDatabaseEndsTheNodeAndNamesTheFile() throws Exception {
    Path damaged = from("stopped");
    for (Path file : tables(damaged.resolve("data/ledger"))) {
      long at = Files.size(file) / 6;
      flip(file, at);
      try (NodeProcess node = NodeProcess.dev(new TestHome(directory), damaged)) {
        node.launch();
        assertThat(node.awaitEnd()).as(file + node.output()).isNotZero();
        assertThat(node.output()).contains(file.getFileName().toString(), "damaged");
      }
      flip(file, at);
    }
    requireEverything(damaged);
  }

  @Test
  void aTruncatedFileOfTheNodeDatabaseIsRefused() throws Exception {
    Path damaged = from("stopped");
    Path file = largest(damaged.resolve("data/node"));
    byte[] whole = Files.readAllBytes(file);
    truncate(file, Files.size(file) / 2);

    requireRefusal(damaged, "data/node", "restore the directory from a backup");
    Files.write(file, whole);
    requireEverything(damaged);
  }

  @Test
  void aForeignGenesisIsRefused() throws Exception {
    Path damaged = from("stopped");
    Path file = damaged.resolve("genesis.json");
    String genesis = Files.readString(file);
    Files.writeString(
        file,
        genesis
            .replace("\"local\"", "\"other\"")
            .replaceFirst("\"network\":\"other\"", "\"network\":\"local\""));
    assertThat(Files.readString(file)).isNotEqualTo(genesis);

    requireRefusal(damaged, "another data directory", "genesis document");
    Files.writeString(file, genesis);
    requireEverything(damaged);
  }

  @Test
  @DisplayName("T-A25: a full disk ends the node and loses nothing")
  void aFullDiskEndsTheNodeAndLosesNothing() throws Exception {
    Path disk = Files.createDirectories(directory.resolve("disk"));
    TestHome home = new TestHome(directory);
    Assumptions.assumeTrue(
        "root".equals(System.getProperty("user.name"))
            && home.run(
                        List.of("mount", "-t", "tmpfs", "-o", "size=80m", "tmpfs", disk.toString()),
                        "")
                    .exit()
                == 0,
        "SKIPPED: only root can make a small file system to fill");
    try {
      fillTheDisk(home, disk);
    } finally {
      home.run(List.of("umount", "-l", disk.toString()), "");
    }
  }

  private static void fillTheDisk(TestHome home, Path disk) throws Exception {
    try (NodeProcess node = NodeProcess.dev(home, disk.resolve("node")).start()) {
      TwoAccounts two = new TwoAccounts(node.api());
      Payments load = new Payments(node.api().port(), two.first(), two.second());
      assertThat(load.work(4, 20, 1)).isTrue();
      Path ballast = disk.resolve("ballast");
      long free = Files.getFileStore(disk).getUsableSpace();
      Files.write(ballast, new byte[(int) Math.max(0, free - MIB / 2)]);

      assertThat(load.work(8, Long.MAX_VALUE, 2)).isFalse();
      assertThat(node.awaitEnd()).as(node.output()).isEqualTo(FAULT);
      assertThat(node.output()).containsIgnoringCase("no space left");

      Files.delete(ballast);
      node.start();
      two.requireAll(load.acknowledged().values());
      assertThat(load.work(4, load.acknowledged().size() + 20L, 3)).isTrue();
      two.requireExactly(load);
      node.clawnet("verify").expect(0);
    }
  }

  private Path from(String left) throws IOException {
    Path damaged = directory.resolve(left);
    copy(Objects.requireNonNull(shared).resolve(left), damaged);
    return damaged;
  }

  private void requireEverything(Path damaged) throws Exception {
    try (NodeProcess node = NodeProcess.dev(new TestHome(directory), damaged).start()) {
      TwoAccounts all = Objects.requireNonNull(accounts).at(node.api());
      Payments made = Objects.requireNonNull(payments);
      all.requireAll(made.acknowledged().values());
      all.requireExactly(made);
      node.clawnet("verify").expect(0);
    }
  }

  /** The node must not start, must say all this, and must leave every file as it is. */
  private void requireRefusal(Path damaged, String... said) throws Exception {
    try (NodeProcess node = NodeProcess.dev(new TestHome(directory), damaged)) {
      node.launch();
      assertThat(node.awaitEnd()).as(node.output()).isEqualTo(ENVIRONMENT);
      assertThat(node.output()).contains(said).doesNotContain("Node is ready");
    }
  }

  private static Path largest(Path database) throws IOException {
    return tables(database).stream()
        .max(Comparator.comparingLong(it -> it.toFile().length()))
        .orElseThrow();
  }

  private static List<Path> tables(Path database) throws IOException {
    try (Stream<Path> files = Files.list(database)) {
      return files.filter(it -> it.toString().endsWith(".sst")).toList();
    }
  }

  private static void flip(Path file, long at) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    bytes[(int) at] ^= 0x40;
    Files.write(file, bytes);
  }

  /** Makes a file this long; what it grows by is zero. */
  private static void truncate(Path file, long size) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      if (size < channel.size()) {
        channel.truncate(size);
      } else {
        channel.write(ByteBuffer.allocate(1), size - 1);
      }
    }
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.toList()) {
        if (Files.isDirectory(file) || Files.isRegularFile(file)) {
          Files.copy(file, to.resolve(from.relativize(file).toString()));
        }
      }
    }
  }
}
