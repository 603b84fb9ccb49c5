package network.clawnet.wallet.keystore;

import static network.clawnet.wallet.keystore.Wallets.NEW;
import static network.clawnet.wallet.keystore.Wallets.OLD;
import static network.clawnet.wallet.keystore.Wallets.did;
import static network.clawnet.wallet.keystore.Wallets.fault;
import static network.clawnet.wallet.keystore.Wallets.store;
import static network.clawnet.wallet.keystore.Wallets.words;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import network.clawnet.wallet.keystore.KeyFileException.Code;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeyStoreCrashTest {
  private static final int ACCOUNTS = 3;

  @TempDir private Path home;

  @Test
  void killedAnywhereInAChangeOfPassphraseItIsAllOldOrAllNew() throws Exception {
    int steps = 0;
    List<Boolean> outcomes = new ArrayList<>();
    for (boolean done = false; !done; steps++) {
      for (boolean halfDone : new boolean[] {false, true}) {
        Path keys = wallet("change-" + steps + halfDone);
        done = survives(store(keys, new FailingDisk(steps, halfDone)));
        outcomes.add(isAllNew(keys));
      }
    }

    assertThat(steps).as("operations of a change").isGreaterThan(3 * ACCOUNTS);
    assertThat(outcomes).contains(true, false).isSorted();
  }

  @Test
  void killedAgainWhileItSettlesItIsStillAllOldOrAllNew() throws Exception {
    for (int first = 2; first < 14; first++) {
      for (int second = 0; second < 7; second += 2) {
        Path keys = wallet("again-" + first + "-" + second);
        survives(store(keys, new FailingDisk(first, true)));
        try {
          store(keys, new FailingDisk(second, true)).list();
        } catch (IOException e) {
          assertThat(e).hasMessage("the process was killed");
        }
        isAllNew(keys);
      }
    }
  }

  @Test
  void killedAnywhereInRecoverThereIsAWholeWalletOrNone() throws Exception {
    List<Integer> sizes = new ArrayList<>();
    for (int step = 0; step < 16; step++) {
      Path keys = home.resolve("recover-" + step);
      try {
        store(keys, new FailingDisk(step, true)).recover(words(), OLD, ACCOUNTS);
      } catch (IOException e) {
        assertThat(e).hasMessage("the process was killed");
      }
      int size = store(keys).list().size();
      sizes.add(size);
      assertThat(fault(() -> store(keys).newAccount(Wallets.WRONG)))
          .isEqualTo(size == 0 ? Code.NO_SEED : Code.WRONG_PASSPHRASE);
    }

    assertThat(sizes).containsOnly(0, ACCOUNTS).isSorted();
  }

  @Test
  void threadsAndProcessesTakeTurns() throws Exception {
    Path keys = wallet("shared");
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try {
      List<Callable<AccountEntry>> work = new ArrayList<>();
      for (int i = 0; i < 12; i++) {
        work.add(() -> store(keys).newAccount(OLD));
      }
      for (Future<AccountEntry> future : threads.invokeAll(work)) {
        future.get();
      }
    } finally {
      threads.shutdownNow();
    }

    assertThat(store(keys).list())
        .extracting(AccountEntry::index)
        .containsExactlyElementsOf(IntStream.range(0, ACCOUNTS + 12).boxed().toList());
  }

  @Test
  void saysBusyWhenAnotherHoldsTheDirectory() throws Exception {
    Path keys = wallet("busy");
    KeyDirectory impatient = new KeyDirectory(keys, new LocalDisk(), 2);

    try (FileChannel channel = FileChannel.open(keys.resolve(".lock"), StandardOpenOption.WRITE);
        FileLock lock = channel.lock()) {
      assertThat(lock.isValid()).isTrue();
      assertThat(fault(() -> impatient.locked(impatient::names))).isEqualTo(Code.BUSY);
    }

    assertThat(impatient.locked(impatient::names)).hasSize(ACCOUNTS + 1);
  }

  /** Returns a wallet of its own for each name; all are copies of one, which is quicker. */
  private Path wallet(String name) throws Exception {
    Path first = home.resolve("first");
    if (!Files.exists(first)) {
      store(first).recover(words(), OLD, ACCOUNTS);
    }
    Path keys = home.resolve(name);
    Files.copy(first, keys, StandardCopyOption.COPY_ATTRIBUTES);
    try (Stream<Path> files = Files.list(first)) {
      for (Path file : files.toList()) {
        Path copy = keys.resolve(file.getFileName());
        Files.copy(file, copy, StandardCopyOption.COPY_ATTRIBUTES);
      }
    }
    return keys;
  }

  private static boolean survives(KeyStore store) throws Exception {
    try {
      store.changePassphrase(OLD, NEW);
      return true;
    } catch (IOException e) {
      assertThat(e).hasMessage("the process was killed");
      return false;
    }
  }

  private static boolean isAllNew(Path keys) throws Exception {
    boolean isNew = opens(keys, 0, NEW);
    for (int i = 0; i < ACCOUNTS; i++) {
      assertThat(opens(keys, i, NEW)).isEqualTo(isNew);
      assertThat(opens(keys, i, OLD)).isEqualTo(!isNew);
    }
    try (Stream<Path> files = Files.list(keys)) {
      assertThat(files).as("no traces").hasSize(ACCOUNTS + 2);
    }
    store(keys).changePassphrase(isNew ? NEW : OLD, OLD); // opens the seed too
    return isNew;
  }

  private static boolean opens(Path keys, int account, Passphrase passphrase) throws Exception {
    try {
      store(keys).unlock(did(account), passphrase).destroy();
      return true;
    } catch (KeyFileException e) {
      assertThat(e.code()).isEqualTo(Code.WRONG_PASSPHRASE);
      return false;
    }
  }
}
