package network.clawnet.wallet.keystore;

import static network.clawnet.wallet.keystore.Wallets.NEW;
import static network.clawnet.wallet.keystore.Wallets.NOW;
import static network.clawnet.wallet.keystore.Wallets.OLD;
import static network.clawnet.wallet.keystore.Wallets.WRONG;
import static network.clawnet.wallet.keystore.Wallets.assertSigns;
import static network.clawnet.wallet.keystore.Wallets.did;
import static network.clawnet.wallet.keystore.Wallets.fault;
import static network.clawnet.wallet.keystore.Wallets.store;
import static network.clawnet.wallet.keystore.Wallets.words;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import network.clawnet.core.crypto.SigningKey;
import network.clawnet.core.identity.Did;
import network.clawnet.wallet.keystore.KeyFileException.Code;
import network.clawnet.wallet.mnemonic.Mnemonic;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeyStoreTest {
  @TempDir private Path home;

  @Test
  void whatItCreatesCanBeRecoveredFromTheWordsAlone() throws Exception {
    KeyStore.Created created = store(keys()).create(OLD);
    AccountEntry second = store(keys()).newAccount(OLD);
    Mnemonic typed = Mnemonic.parse(String.join(" ", created.words().words()));

    List<AccountEntry> recovered = store(home.resolve("other")).recover(typed, NEW, 2);

    assertThat(recovered).containsExactly(created.account(), second);
    assertSigns(store(home.resolve("other")).unlock(second.did(), NEW), second.did());
  }

  @Test
  void listsAccountsWithoutAPassphrase() throws Exception {
    store(keys()).recover(words(), OLD, 2);
    store(keys()).newAccount(OLD);

    assertThat(store(keys()).list())
        .containsExactly(
            new AccountEntry(0, did(0), NOW),
            new AccountEntry(1, did(1), NOW),
            new AccountEntry(2, did(2), NOW));
  }

  @Test
  void anEmptyStoreHasNoAccounts() throws Exception {
    assertThat(store(keys()).list()).isEmpty();
    assertThat(fault(() -> store(keys()).unlock(did(0), OLD))).isEqualTo(Code.NO_SUCH_ACCOUNT);
    assertThat(fault(() -> store(keys()).newAccount(OLD))).isEqualTo(Code.NO_SEED);
  }

  @Test
  void unlocksWithTheRightPassphraseOnly() throws Exception {
    KeyStore store = store(keys());
    store.recover(words(), OLD, 1);

    assertSigns(store.unlock(did(0), OLD), did(0));
    assertThat(fault(() -> store.unlock(did(0), WRONG))).isEqualTo(Code.WRONG_PASSPHRASE);
    assertThat(fault(() -> store.newAccount(WRONG))).isEqualTo(Code.WRONG_PASSPHRASE);
    assertThat(fault(() -> store.unlock(did(1), OLD))).isEqualTo(Code.NO_SUCH_ACCOUNT);
  }

  @Test
  void neverReplacesAWallet() throws Exception {
    store(keys()).recover(words(), OLD, 1);

    assertThat(fault(() -> store(keys()).create(OLD))).isEqualTo(Code.ALREADY_EXISTS);
    assertThat(fault(() -> store(keys()).recover(words(), OLD, 1))).isEqualTo(Code.ALREADY_EXISTS);
  }

  @Test
  void aNewPassphraseHasTwelveCharacters() throws Exception {
    Passphrase eleven = Passphrase.of("elf zeichen".toCharArray());
    Passphrase twelve = Passphrase.of("口令口令口令口令口令口令".toCharArray());
    assertThat(fault(() -> store(keys()).create(eleven))).isEqualTo(Code.PASSPHRASE_TOO_SHORT);
    assertThat(keys()).doesNotExist();

    store(keys()).create(twelve).words().close();

    assertThat(fault(() -> store(keys()).changePassphrase(twelve, eleven)))
        .isEqualTo(Code.PASSPHRASE_TOO_SHORT);
  }

  @Test
  void aWalletHasOneToAThousandAccounts() {
    assertThat(fault(() -> store(keys()).recover(words(), OLD, 0))).isEqualTo(Code.TOO_MANY);
    assertThat(fault(() -> store(keys()).recover(words(), OLD, KeyStore.MAX_ACCOUNTS + 1)))
        .isEqualTo(Code.TOO_MANY);
  }

  @Test
  void changesThePassphraseOfEveryFile() throws Exception {
    KeyStore store = store(keys());
    store.recover(words(), OLD, 3);
    assertThat(fault(() -> store.changePassphrase(WRONG, NEW))).isEqualTo(Code.WRONG_PASSPHRASE);

    store.changePassphrase(OLD, NEW);

    for (int i = 0; i < 3; i++) {
      Did did = did(i);
      assertSigns(store.unlock(did, NEW), did);
      assertThat(fault(() -> store.unlock(did, OLD))).isEqualTo(Code.WRONG_PASSPHRASE);
    }
    assertThat(store.newAccount(NEW)).isEqualTo(new AccountEntry(3, did(3), NOW));
  }

  @Test
  void anExportedKeyIsImportedUnderItsOwnPassphrase() throws Exception {
    store(keys()).recover(words(), OLD, 2);
    byte[] exported = store(keys()).export(did(1), OLD, NEW);
    KeyStore other = store(home.resolve("other"));
    other.create(WRONG).words().close();

    AccountEntry imported = other.importKey(exported, NEW, WRONG);

    assertThat(imported).isEqualTo(new AccountEntry(AccountEntry.IMPORTED, did(1), NOW));
    assertThat(other.list()).last().isEqualTo(imported);
    assertSigns(other.unlock(did(1), WRONG), did(1));
    assertThat(fault(() -> other.importKey(exported, NEW, WRONG))).isEqualTo(Code.ALREADY_EXISTS);
    assertThat(fault(() -> other.importKey(exported, OLD, WRONG))).isEqualTo(Code.WRONG_PASSPHRASE);
    byte[] first = store(keys()).export(did(0), OLD, NEW);
    assertThat(fault(() -> other.importKey(first, NEW, OLD))).isEqualTo(Code.WRONG_PASSPHRASE);
  }

  @Test
  void anExportThatLostItsLineEndOnTheWayIsImported() throws Exception {
    store(keys()).recover(words(), OLD, 1);
    byte[] exported = store(keys()).export(did(0), OLD, NEW);
    byte[] bare = Arrays.copyOf(exported, exported.length - 1);

    AccountEntry imported = store(home.resolve("other")).importKey(bare, NEW, OLD);

    assertThat(imported.did()).isEqualTo(did(0));
    byte[] shorter = Arrays.copyOf(exported, exported.length - 2);
    assertThat(fault(() -> store(home.resolve("third")).importKey(shorter, NEW, OLD)))
        .isEqualTo(Code.BAD_IMPORT);
  }

  @Test
  void anExportHoldsNoRawKey() throws Exception {
    store(keys()).recover(words(), OLD, 1);
    byte[] seed = words().account(0).seed();

    byte[] exported = store(keys()).export(did(0), OLD, OLD);

    String text = new String(exported, StandardCharsets.UTF_8);
    assertThat(text).doesNotContain(HexFormat.of().formatHex(seed));
    assertThat(fault(() -> store(keys()).export(did(0), WRONG, OLD)))
        .isEqualTo(Code.WRONG_PASSPHRASE);
  }

  @Test
  void aStoreOfImportedKeysDerivesNoAccountButChangesItsPassphrase() throws Exception {
    store(keys()).recover(words(), OLD, 1);
    KeyStore other = store(home.resolve("other"));
    other.importKey(store(keys()).export(did(0), OLD, OLD), OLD, NEW);

    assertThat(fault(() -> other.newAccount(NEW))).isEqualTo(Code.NO_SEED);
    other.changePassphrase(NEW, WRONG);
    assertSigns(other.unlock(did(0), WRONG), did(0));
  }

  @Test
  void anImportedKeyBecomesDerivedWhenItsTurnComes() throws Exception {
    store(keys()).recover(words(), OLD, 3);
    byte[] exported = store(keys()).export(did(2), OLD, OLD);
    KeyStore other = store(home.resolve("other"));
    other.recover(words(), OLD, 2);
    other.importKey(exported, OLD, OLD);

    assertThat(other.newAccount(OLD)).isEqualTo(new AccountEntry(2, did(2), NOW));
    assertThat(other.list()).hasSize(3).noneMatch(AccountEntry::isImported);
  }

  @Test
  void theScanFindsTheLastAccountWithinTheGap() {
    assertThat(AccountScan.accounts(words(), it -> false)).isEqualTo(1);
    assertThat(AccountScan.accounts(words(), Set.of(did(0), did(4))::contains)).isEqualTo(5);
    assertThat(AccountScan.accounts(words(), Set.of(did(AccountScan.GAP))::contains))
        .isEqualTo(AccountScan.GAP + 1);
    assertThat(AccountScan.accounts(words(), Set.of(did(AccountScan.GAP + 1))::contains))
        .isEqualTo(1);
  }

  @Test
  void onlyTheOwnerMayReadTheFiles() throws Exception {
    store(keys()).create(OLD).words().close();

    assertThat(Files.getPosixFilePermissions(keys()))
        .isEqualTo(PosixFilePermissions.fromString("rwx------"));
    try (Stream<Path> files = Files.list(keys())) {
      assertThat(files.toList())
          .hasSize(3)
          .allMatch(
              it -> {
                try {
                  return PosixFilePermissions.toString(Files.getPosixFilePermissions(it))
                      .equals("rw-------");
                } catch (java.io.IOException e) {
                  return false;
                }
              });
    }
  }

  @Test
  void refusesKeysThatOthersMayRead() throws Exception {
    store(keys()).recover(words(), OLD, 1);
    Path file = keys().resolve(did(0).multibase() + ".json");

    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
    assertThat(fault(() -> store(keys()).unlock(did(0), OLD))).isEqualTo(Code.EXPOSED);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    Files.setPosixFilePermissions(keys(), PosixFilePermissions.fromString("rwx--x---"));
    assertThat(fault(() -> store(keys()).list())).isEqualTo(Code.EXPOSED);
    Files.setPosixFilePermissions(keys(), PosixFilePermissions.fromString("rwx------"));

    assertSigns(store(keys()).unlock(did(0), OLD), did(0));
  }

  @Test
  void nothingShowsAPassphrase() {
    assertThat(OLD).hasToString("Passphrase[hidden]");
    Passphrase line = Passphrase.ofLine("twelve chars\r\n".getBytes(StandardCharsets.UTF_8));
    assertThat(line.bytes()).isEqualTo("twelve chars".getBytes(StandardCharsets.UTF_8));
    line.close();
    assertThat(line.bytes()).containsOnly(0);
  }

  /** The cost that is written to real files: RFC 9106 would be weaker with less. */
  @Test
  void realFilesCostSixtyFourMebibytes() throws Exception {
    KeyStore real = new KeyStore(keys(), Wallets.entropy(), () -> NOW);
    KeyStore.Created created = real.create(OLD);

    String text = Files.readString(keys().resolve(created.account().did().multibase() + ".json"));
    assertThat(text)
        .contains("\"lanes\":4,\"memoryKib\":65536,\"name\":\"argon2id\",\"passes\":3,\"salt\"");
    try (SigningKey key = real.unlock(created.account().did(), OLD)) {
      assertSigns(key, created.account().did());
    }
  }

  private Path keys() {
    return home.resolve("keys");
  }
}
