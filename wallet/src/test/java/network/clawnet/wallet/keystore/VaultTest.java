package network.clawnet.wallet.keystore;

import static network.clawnet.wallet.keystore.Wallets.NEW;
import static network.clawnet.wallet.keystore.Wallets.OLD;
import static network.clawnet.wallet.keystore.Wallets.WRONG;
import static network.clawnet.wallet.keystore.Wallets.assertSigns;
import static network.clawnet.wallet.keystore.Wallets.did;
import static network.clawnet.wallet.keystore.Wallets.store;
import static network.clawnet.wallet.keystore.Wallets.words;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import network.clawnet.core.crypto.SigningKey;
import network.clawnet.wallet.keystore.Access.Reason;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VaultTest {
  private static final Duration HOUR = Duration.ofHours(1);

  @TempDir private Path home;
  private Path keys;
  private Instant now = Wallets.NOW;
  private Vault vault;

  @BeforeEach
  void makeWallet() throws Exception {
    keys = home.resolve("keys");
    store(keys).recover(words(), OLD, 2);
    vault = new Vault(store(keys), Wallets.entropy(), () -> now);
  }

  @Test
  void startsLocked() throws Exception {
    assertThat(vault.key(did(0))).isEqualTo(Access.refused(Reason.LOCKED));
    assertThat(vault.key(did(9))).isEqualTo(Access.refused(Reason.NO_SUCH_ACCOUNT));
    assertThat(vault.key(did(9), OLD)).isEqualTo(Access.refused(Reason.NO_SUCH_ACCOUNT));
    assertThat(vault.unlocked()).isEmpty();
  }

  @Test
  void locksAgainWhenTheTimeIsOver() throws Exception {
    assertThat(vault.unlock(did(0), OLD, HOUR)).isEqualTo(new Access.Granted<>(now.plus(HOUR)));

    now = now.plus(HOUR).minusMillis(1);
    assertSigns(granted(vault.key(did(0))), did(0));
    assertThat(vault.unlocked()).containsOnlyKeys(did(0));
    now = now.plusMillis(1);
    assertThat(vault.key(did(0))).isEqualTo(Access.refused(Reason.LOCKED));
    assertThat(vault.unlocked()).isEmpty();
  }

  @Test
  void anUnlockedAccountOpensNoOther() throws Exception {
    vault.unlock(did(0), OLD, HOUR);

    assertThat(vault.key(did(1))).isEqualTo(Access.refused(Reason.LOCKED));
  }

  @Test
  void aKeyHandedOutOutlivesTheLock() throws Exception {
    vault.unlock(did(0), OLD, HOUR);
    SigningKey key = granted(vault.key(did(0)));

    vault.lock();

    assertSigns(key, did(0));
    assertThat(vault.key(did(0))).isEqualTo(Access.refused(Reason.LOCKED));
  }

  @Test
  void locksOneAccount() throws Exception {
    vault.unlock(did(0), OLD, HOUR);
    vault.unlock(did(1), OLD, HOUR);
    vault.lock(did(0));
    vault.lock(did(0));

    assertThat(vault.unlocked()).containsOnlyKeys(did(1));
  }

  @Test
  void aPassphraseOpensALockedAccountAndLeavesItLocked() throws Exception {
    assertSigns(granted(vault.key(did(0), OLD)), did(0));
    assertThat(vault.key(did(0))).isEqualTo(Access.refused(Reason.LOCKED));
  }

  /** The second time the file is not read: it may even be unreadable, with the same stamp. */
  @Test
  void aPassphraseThatWasRightOnceIsNotDerivedAgain() throws Exception {
    granted(vault.key(did(0), OLD)).destroy();
    Path file = keys.resolve(did(0).multibase() + ".json");
    byte[] garbage = new byte[(int) Files.size(file)];
    Arrays.fill(garbage, (byte) 'x');
    var modified = Files.getLastModifiedTime(file);
    Files.write(file, garbage);
    Files.setLastModifiedTime(file, modified);

    assertSigns(granted(vault.key(did(0), OLD)), did(0));
    assertThatThrownBy(() -> vault.key(did(0), WRONG)).isInstanceOf(KeyFileException.class);
  }

  @Test
  void wrongPassphrasesAreLimitedAndTheKnownOneIsNot() throws Exception {
    granted(vault.key(did(0), OLD)).destroy();
    for (int i = 0; i < GuessLimit.BURST; i++) {
      assertThat(vault.key(did(0), WRONG)).isEqualTo(Access.refused(Reason.WRONG_PASSPHRASE));
    }

    assertThat(vault.key(did(0), WRONG))
        .isEqualTo(new Access.Refused<>(Reason.RATE_LIMITED, GuessLimit.PAUSE));
    assertThat(vault.newAccount(OLD))
        .isEqualTo(new Access.Refused<>(Reason.RATE_LIMITED, GuessLimit.PAUSE));
    assertSigns(granted(vault.key(did(0), OLD)), did(0));

    now = now.plus(GuessLimit.PAUSE).minusMillis(1);
    assertThat(vault.key(did(1), OLD))
        .isEqualTo(new Access.Refused<>(Reason.RATE_LIMITED, Duration.ofMillis(1)));
    now = now.plusMillis(1);
    assertThat(vault.key(did(0), WRONG)).isEqualTo(Access.refused(Reason.WRONG_PASSPHRASE));
    assertThat(vault.key(did(0), WRONG))
        .isEqualTo(new Access.Refused<>(Reason.RATE_LIMITED, GuessLimit.PAUSE));
  }

  @Test
  void theGuessesComeBackOneByOne() throws Exception {
    for (int i = 0; i < GuessLimit.BURST; i++) {
      vault.key(did(0), WRONG);
    }
    now = now.plus(GuessLimit.PAUSE.multipliedBy(2));
    assertThat(vault.key(did(0), WRONG)).isEqualTo(Access.refused(Reason.WRONG_PASSPHRASE));
    assertSigns(granted(vault.key(did(0), OLD)), did(0));
    assertThat(vault.key(did(0), WRONG)).isEqualTo(Access.refused(Reason.WRONG_PASSPHRASE));
    assertThat(vault.key(did(0), WRONG))
        .isEqualTo(new Access.Refused<>(Reason.RATE_LIMITED, GuessLimit.PAUSE));

    now = now.plus(HOUR);
    for (int i = 0; i < GuessLimit.BURST; i++) {
      assertThat(vault.key(did(0), WRONG)).isEqualTo(Access.refused(Reason.WRONG_PASSPHRASE));
    }
    assertThat(vault.key(did(0), WRONG)).isNotEqualTo(Access.refused(Reason.WRONG_PASSPHRASE));
  }

  @Test
  void aClockSetBackDoesNotLockOutForLonger() throws Exception {
    for (int i = 0; i < GuessLimit.BURST; i++) {
      vault.key(did(0), WRONG);
    }
    now = now.minus(HOUR);

    assertThat(vault.key(did(0), OLD))
        .isEqualTo(new Access.Refused<>(Reason.RATE_LIMITED, GuessLimit.PAUSE));
  }

  @Test
  void anOldPassphraseIsForgottenWhenItChanges() throws Exception {
    granted(vault.key(did(0), OLD)).destroy();
    assertThat(vault.changePassphrase(WRONG, NEW))
        .isEqualTo(Access.refused(Reason.WRONG_PASSPHRASE));

    assertThat(vault.changePassphrase(OLD, NEW)).isEqualTo(new Access.Granted<>(0));

    assertThat(vault.key(did(0), OLD)).isEqualTo(Access.refused(Reason.WRONG_PASSPHRASE));
    assertSigns(granted(vault.key(did(0), NEW)), did(0));
  }

  @Test
  void anOldPassphraseIsForgottenWhenAnotherProcessChangesIt() throws Exception {
    granted(vault.key(did(0), OLD)).destroy();

    store(keys).changePassphrase(OLD, NEW);

    assertThat(vault.key(did(0), OLD)).isEqualTo(Access.refused(Reason.WRONG_PASSPHRASE));
  }

  @Test
  void makesAndExportsAccountsForAPassphrase() throws Exception {
    assertThat(vault.newAccount(OLD))
        .isEqualTo(new Access.Granted<>(new AccountEntry(2, did(2), Wallets.NOW)));
    assertThat(vault.newAccount(WRONG)).isEqualTo(Access.refused(Reason.WRONG_PASSPHRASE));
    assertThat(vault.export(did(0), WRONG, NEW)).isEqualTo(Access.refused(Reason.WRONG_PASSPHRASE));
    assertThat(vault.export(did(0), OLD, NEW)).isInstanceOf(Access.Granted.class);
  }

  @Test
  void aTimeToUnlockIsAboveZero() {
    for (Duration time : new Duration[] {Duration.ZERO, Duration.ofMillis(-1)}) {
      assertThatThrownBy(() -> vault.unlock(did(0), OLD, time))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  private static <T> T granted(Access<T> access) {
    assertThat(access).isInstanceOf(Access.Granted.class);
    return ((Access.Granted<T>) access).value();
  }
}
