package network.clawnet.core.store.rocksdb;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import network.clawnet.core.port.Store.Family;
import network.clawnet.core.port.Store.Write;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RocksStoreIT {
  private static final Family TREE = new Family("tree");
  private static final Family META = new Family("meta");
  private static final byte[] HEAD = {1};

  @TempDir Path dir;

  @Test
  void keepsEverythingOverACleanRestart() throws IOException {
    try (RocksStore store = ledger(dir)) {
      store.write(List.of(put(TREE, "a", "1"), put(META, "b", "2")), false);
      store.write(List.of(new Write(TREE, bytes("a"), null)), false);
    }

    try (RocksStore store = ledger(dir)) {
      assertThat(store.get(TREE, bytes("a"))).isNull();
      assertThat(store.get(META, bytes("b"))).isEqualTo(bytes("2"));
    }
  }

  @Test
  void refusesASecondOwner() throws IOException {
    try (RocksStore first = ledger(dir)) {
      assertThatThrownBy(() -> ledger(dir))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("another clawnetd uses " + dir);
      assertThat(first.get(META, HEAD)).isNull();
    }
  }

  @Test
  @DisplayName("A15: the newest head that a flush has made durable is told")
  void tellsTheNewestHeadThatAFlushHasMadeDurable() throws IOException {
    try (RocksStore store = ledger(dir.resolve("live"))) {
      store.write(List.of(put(TREE, "a", "1"), head(1)), false);
      store.flush();
      store.write(List.of(put(TREE, "a", "2"), head(2)), false);

      assertThat(store.durable(META, HEAD)).isEqualTo(bytes("1"));
      assertThat(store.get(META, HEAD)).isEqualTo(bytes("2"));

      crashInto(dir.resolve("crashed"));
      try (RocksStore crashed = ledger(dir.resolve("crashed"))) {
        assertThat(crashed.get(META, HEAD)).isEqualTo(bytes("1"));
        assertThat(crashed.get(TREE, bytes("a"))).isEqualTo(bytes("1"));
      }
      store.flush();
      assertThat(store.durable(META, HEAD)).isEqualTo(bytes("2"));
    }
  }

  @Test
  @DisplayName("A15, A23: all families are flushed together when the shared budget is full")
  void flushesAllFamiliesTogetherWhenTheSharedBudgetIsFull() throws IOException {
    RocksProfile small = new RocksProfile(false, 1 << 20, 4 << 20, Set.of(TREE));
    try (RocksStore store = open(dir.resolve("live"), small)) {
      Random random = new Random(7);
      for (int height = 1; height <= 400; height++) {
        store.write(
            List.of(new Write(TREE, random(random, 8), random(random, 8_192)), head(height)),
            false);
      }
      byte[] durable = store.durable(META, HEAD);
      assertThat(durable).isNotNull();
      assertThat(Integer.parseInt(new String(durable, UTF_8))).isBetween(1, 400);

      crashInto(dir.resolve("crashed"));
      try (RocksStore crashed = open(dir.resolve("crashed"), small)) {
        int height = Integer.parseInt(new String(crashed.get(META, HEAD), UTF_8));
        List<byte[]> keys = new ArrayList<>();
        crashed.scan(TREE, new byte[0], null, (key, value) -> keys.add(key));
        assertThat(keys).hasSize(height);
      }
    }
  }

  @Test
  void keepsASyncedBatchOfTheNodeProfileOverACrash() throws IOException {
    try (RocksStore store = open(dir.resolve("live"), RocksProfile.node())) {
      store.write(List.of(put(META, "a", "1")), true);
      assertThat(store.durable(META, bytes("a"))).isEqualTo(bytes("1"));

      crashInto(dir.resolve("crashed"));
      try (RocksStore crashed = open(dir.resolve("crashed"), RocksProfile.node())) {
        assertThat(crashed.get(META, bytes("a"))).isEqualTo(bytes("1"));
      }
    }
  }

  @Test
  void scansARangeInBothDirectionsAndStopsWhenTold() throws IOException {
    try (RocksStore store = ledger(dir)) {
      store.write(
          List.of(
              put(META, "a", "1"), put(META, "b", "2"), put(META, "c", "3"), put(TREE, "b", "")),
          false);

      assertThat(keys(store, false, "a", "c", 9)).containsExactly("a", "b");
      assertThat(keys(store, true, "a", "c", 9)).containsExactly("b", "a");
      assertThat(keys(store, false, "b", null, 9)).containsExactly("b", "c");
      assertThat(keys(store, true, "", null, 1)).containsExactly("c");
    }
  }

  @Test
  void namesTheFileInWhichAByteWasFlipped() throws IOException {
    try (RocksStore store = ledger(dir)) {
      Random random = new Random(1);
      List<Write> batch = new ArrayList<>();
      for (int i = 0; i < 2_000; i++) {
        batch.add(new Write(TREE, bytes("key" + i), random(random, 200)));
      }
      store.write(batch, false);
    }
    Path table = largestTable(dir);
    byte[] content = Files.readAllBytes(table);
    content[content.length / 3] ^= 1;
    Files.write(table, content);

    try (RocksStore store = ledger(dir)) {
      assertThatThrownBy(() -> store.scan(TREE, new byte[0], null, (key, value) -> true))
          .isInstanceOf(IOException.class)
          .hasMessageContaining(table.getFileName().toString())
          .hasMessageContaining("damaged")
          .hasMessageContaining("snapshot");
      assertThatThrownBy(store::verifyChecksums).isInstanceOf(IOException.class);
    }
  }

  @Test
  void refusesADirectoryThatLostATable() throws IOException {
    try (RocksStore store = ledger(dir)) {
      store.write(List.of(put(META, "a", "1")), false);
    }
    Files.delete(largestTable(dir));

    assertThatThrownBy(() -> ledger(dir))
        .isInstanceOf(IOException.class)
        .hasMessageContaining(dir.toString())
        .hasMessageContaining("damaged");
  }

  @Test
  void copiesItselfByHardLinks() throws IOException {
    try (RocksStore store = ledger(dir.resolve("live"))) {
      store.write(List.of(put(META, "a", "1")), false);
      store.checkpoint(dir.resolve("copy"));
      store.write(List.of(put(META, "a", "2")), false);
    }

    try (RocksStore copy = ledger(dir.resolve("copy"))) {
      assertThat(copy.get(META, bytes("a"))).isEqualTo(bytes("1"));
    }
  }

  @Test
  void failsAfterCloseInsteadOfCrashing() throws IOException {
    RocksStore store = ledger(dir);
    store.close();
    store.close();

    assertThatThrownBy(() -> store.get(META, HEAD))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("closed");
  }

  @Test
  void refusesAFamilyThatWasNotOpened() throws IOException {
    try (RocksStore store = ledger(dir)) {
      assertThatThrownBy(() -> store.get(new Family("other"), HEAD))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void unpacksTheNativeLibraryOnce() throws IOException {
    Path folder = NativeLibrary.unpack(dir);
    Path library = singleFile(folder);
    Object first = Files.getLastModifiedTime(library);

    assertThat(NativeLibrary.unpack(dir)).isEqualTo(folder);
    assertThat(singleFile(folder)).isEqualTo(library);
    assertThat(Files.getLastModifiedTime(library)).isEqualTo(first);

    Files.write(library, new byte[10]);
    NativeLibrary.unpack(dir);
    assertThat(Files.size(library)).isGreaterThan(1_000_000);
  }

  @Test
  void reportsItsSizes() throws IOException {
    try (RocksStore store = ledger(dir)) {
      store.write(List.of(new Write(TREE, HEAD, random(new Random(3), 100_000))), false);
      assertThat(store.sizes().memtableBytes()).isGreaterThan(100_000);
      store.flush();
      assertThat(store.sizes().fileBytes()).isGreaterThan(100_000);
    }
  }

  /** Copies the files at one moment: what kill -9 leaves, memtables lost. */
  private void crashInto(Path target) throws IOException {
    Map<String, byte[]> before;
    Map<String, byte[]> after = contents(dir.resolve("live"));
    do {
      before = after;
      after = contents(dir.resolve("live"));
    } while (!same(before, after));
    Files.createDirectories(target);
    for (Map.Entry<String, byte[]> file : after.entrySet()) {
      Files.write(target.resolve(file.getKey()), file.getValue());
    }
  }

  private static boolean same(Map<String, byte[]> a, Map<String, byte[]> b) {
    return a.keySet().equals(b.keySet())
        && a.keySet().stream().allMatch(it -> Arrays.equals(a.get(it), b.get(it)));
  }

  private static Map<String, byte[]> contents(Path folder) throws IOException {
    Map<String, byte[]> contents = new TreeMap<>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.filter(it -> !it.endsWith("LOCK") && !it.endsWith("LOG")).toList()) {
        try {
          contents.put(file.getFileName().toString(), Files.readAllBytes(file));
        } catch (NoSuchFileException e) {
          // compacted away between the listing and the reading: the next round differs
          contents.put(file.getFileName().toString(), new byte[0]);
        }
      }
    }
    return contents;
  }

  private static Path singleFile(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      List<Path> all = files.toList();
      assertThat(all).hasSize(1);
      return all.get(0);
    }
  }

  private static Path largestTable(Path dir) throws IOException {
    try (Stream<Path> files = Files.list(dir)) {
      return files
          .filter(it -> it.toString().endsWith(".sst"))
          .max(Comparator.comparingLong(it -> it.toFile().length()))
          .orElseThrow();
    }
  }

  private static List<String> keys(
      RocksStore store, boolean back, String from, @Nullable String to, int limit)
      throws IOException {
    List<String> keys = new ArrayList<>();
    byte[] end = to == null ? null : bytes(to);
    if (back) {
      store.scanBack(META, bytes(from), end, (key, value) -> collect(keys, key, limit));
    } else {
      store.scan(META, bytes(from), end, (key, value) -> collect(keys, key, limit));
    }
    return keys;
  }

  private static boolean collect(List<String> keys, byte[] key, int limit) {
    keys.add(new String(key, UTF_8));
    return keys.size() < limit;
  }

  private static RocksStore ledger(Path path) throws IOException {
    return open(path, RocksProfile.ledger(TREE));
  }

  private static RocksStore open(Path path, RocksProfile profile) throws IOException {
    return RocksStore.open(path, profile, List.of(TREE, META));
  }

  private static Write put(Family family, String key, String value) {
    return new Write(family, bytes(key), bytes(value));
  }

  private static Write head(int height) {
    return new Write(META, HEAD, bytes(Integer.toString(height)));
  }

  private static byte[] random(Random random, int size) {
    byte[] out = new byte[size];
    random.nextBytes(out);
    return out;
  }

  private static byte[] bytes(String text) {
    return text.getBytes(UTF_8);
  }
}
