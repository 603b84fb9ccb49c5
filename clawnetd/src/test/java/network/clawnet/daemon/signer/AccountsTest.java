package network.clawnet.daemon.signer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import network.clawnet.core.codec.CanonicalJson;
import network.clawnet.core.codec.Hex;
import network.clawnet.core.codec.Json;
import network.clawnet.core.codec.JsonParser;
import network.clawnet.core.crypto.Ed25519;
import network.clawnet.core.crypto.SigningKey;
import network.clawnet.core.event.EventCodec;
import network.clawnet.core.identity.Did;
import network.clawnet.core.testing.MemoryStore;
import network.clawnet.core.testing.TestActor;
import network.clawnet.daemon.app.AccountKeys.Account;
import network.clawnet.daemon.app.AppCodes;
import network.clawnet.daemon.app.Caller;
import network.clawnet.daemon.app.Credentials.Scope;
import network.clawnet.daemon.app.Intent;
import network.clawnet.daemon.app.Refused;
import network.clawnet.daemon.app.SubmitOptions;
import network.clawnet.wallet.keystore.CheapKeys;
import network.clawnet.wallet.keystore.KeyStore;
import network.clawnet.wallet.keystore.Passphrase;
import network.clawnet.wallet.keystore.Vault;
import network.clawnet.wallet.mnemonic.Mnemonic;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class AccountsTest {
  private static final String RIGHT = "correct horse battery";
  private static final String OTHER = "staple of another kind";
  private static final String CHAIN = "0123456789abcdef";
  private static final Caller OPERATOR = Caller.Operator.LOCAL;
  private static final Did STRANGER = new TestActor("stranger").did();

  @TempDir Path directory;

  private final Random random = new Random(7);
  private final MemoryStore database = new MemoryStore();
  private final InternalKeys internal = new InternalKeys(random::nextBytes);
  private final List<Intent> consents = new ArrayList<>();
  private Instant now = Instant.parse("2026-11-20T08:00:00Z");
  private Consents gate = (intent, caller) -> consents.add(intent);
  private KeyStore files;
  private Accounts accounts;

  @BeforeEach
  void openWithTwoAccounts() throws Exception {
    files = CheapKeys.store(directory.resolve("keys"), random::nextBytes, () -> now);
    try (Passphrase passphrase = Passphrase.of(RIGHT.toCharArray())) {
      files.create(passphrase).words().close();
      files.newAccount(passphrase);
    }
    accounts = open();
  }

  @AfterEach
  void close() {
    accounts.close();
  }

  @Test
  void theNodesOwnAccountIsTheFirst() throws Exception {
    List<Account> all = accounts.list();

    assertThat(all).extracting(Account::index).containsExactly(0, 1);
    assertThat(all).extracting(Account::isDefault).containsExactly(true, false);
    assertThat(accounts.own()).isEqualTo(all.get(0).did());
    assertThat(all).noneMatch(Account::unlocked);
  }

  @Test
  void aNodeWithoutAccountsDoesNotOpen() {
    files = CheapKeys.store(directory.resolve("empty"), random::nextBytes, () -> now);

    assertThat(catchThrowable(this::open))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("clawnet init");
  }

  @Test
  void anUnlockedKeyIsGivenAtOnceAndALockedOneNot() throws Exception {
    Did did = accounts.own();
    Refused locked = refusal(accounts.open(did, null));
    accounts.unlock(OPERATOR, did, RIGHT.toCharArray(), Optional.empty()).get();

    CompletableFuture<SigningKey> key = accounts.open(did, null);

    assertThat(locked.code()).isEqualTo(AppCodes.ACCOUNT_LOCKED);
    assertThat(locked.message()).contains("clawnet unlock");
    assertThat(key).isCompleted();
    assertThat(key.get().publicKey()).isEqualTo(did.key());
  }

  @Test
  void anAccountWithoutDurationStaysUnlockedUntilItIsLocked() throws Exception {
    Did did = accounts.own();
    Account unlocked = accounts.unlock(OPERATOR, did, RIGHT.toCharArray(), Optional.empty()).get();
    now = now.plus(Duration.ofDays(3_000));

    assertThat(unlocked.unlockedUntil()).isEqualTo(OptionalLong.empty());
    assertThat(accounts.list().get(0).unlocked()).isTrue();
    assertThat(accounts.lock(OPERATOR, Optional.of(did))).containsExactly(did);
    assertThat(accounts.lock(OPERATOR, Optional.of(did))).isEmpty();
    assertThat(refusal(accounts.open(did, null)).code()).isEqualTo(AppCodes.ACCOUNT_LOCKED);
  }

  @Test
  void anAccountLocksWhenItsTimeIsOver() throws Exception {
    Did did = accounts.own();
    Account unlocked =
        accounts
            .unlock(OPERATOR, did, RIGHT.toCharArray(), Optional.of(Duration.ofSeconds(60)))
            .get();

    assertThat(unlocked.unlockedUntil()).hasValue(now.toEpochMilli() + 60_000);
    now = now.plusMillis(59_999);
    assertThat(accounts.open(did, null)).isCompletedWithValueMatching(key -> true);
    now = now.plusMillis(1);
    assertThat(refusal(accounts.open(did, null)).code()).isEqualTo(AppCodes.ACCOUNT_LOCKED);
  }

  @Test
  void lockWithoutAccountLocksAll() throws Exception {
    for (Account account : accounts.list()) {
      accounts.unlock(OPERATOR, account.did(), RIGHT.toCharArray(), Optional.empty()).get();
    }

    assertThat(accounts.lock(OPERATOR, Optional.empty())).hasSize(2);
    assertThat(accounts.list()).noneMatch(Account::unlocked);
  }

  @Test
  void aPassphraseOpensOnceAndIsWiped() throws Exception {
    char[] typed = RIGHT.toCharArray();

    SigningKey key = accounts.open(accounts.own(), typed).get();

    assertThat(key.publicKey()).isEqualTo(accounts.own().key());
    assertThat(typed).containsOnly('\0');
    assertThat(refusal(accounts.open(accounts.own(), null)).code())
        .isEqualTo(AppCodes.ACCOUNT_LOCKED);
  }

  @Test
  void wrongPassphrasesAreRefusedAndThenRateLimited() {
    for (int i = 0; i < 5; i++) {
      assertThat(refusal(accounts.open(accounts.own(), OTHER.toCharArray())).code())
          .isEqualTo(AppCodes.PASSPHRASE_WRONG);
    }
    Refused limited = refusal(accounts.open(accounts.own(), OTHER.toCharArray()));

    assertThat(limited.code()).isEqualTo(AppCodes.RATE_LIMITED);
    assertThat(limited.details().get("retryAfter")).isEqualTo(Json.of(30));
    assertThat(limited.details().get("freeAt")).isEqualTo(Json.of(now.toEpochMilli() + 30_000));
    now = now.plusSeconds(30);
    assertThat(refusal(accounts.open(accounts.own(), OTHER.toCharArray())).code())
        .isEqualTo(AppCodes.PASSPHRASE_WRONG);
  }

  @Test
  void anAccountOfSomebodyElseIsNotFound() {
    assertThat(refusal(accounts.open(STRANGER, null)).code()).isEqualTo(AppCodes.ACCOUNT_NOT_FOUND);
    assertThat(refusal(accounts.open(STRANGER, RIGHT.toCharArray())).code())
        .isEqualTo(AppCodes.ACCOUNT_NOT_FOUND);
    assertThat(lockRefusal(OPERATOR, Optional.of(STRANGER)).code())
        .isEqualTo(AppCodes.ACCOUNT_NOT_FOUND);
  }

  @Test
  void anInternalKeyOpensByItsPassAloneAndIsNoAccount() throws Exception {
    SigningKey faucet = SigningKey.of(new byte[32]);
    Did did = new Did(faucet.publicKey());
    char[] pass = internal.add(faucet);

    assertThat(accounts.open(did, pass.clone()).get().publicKey()).isEqualTo(did.key());
    assertThat(refusal(accounts.open(did, null)).code()).isEqualTo(AppCodes.ACCOUNT_NOT_FOUND);
    assertThat(refusal(accounts.open(did, RIGHT.toCharArray())).code())
        .isEqualTo(AppCodes.ACCOUNT_NOT_FOUND);
    assertThat(refusal(accounts.open(accounts.own(), pass.clone())).code())
        .isEqualTo(AppCodes.PASSPHRASE_WRONG);
    assertThat(accounts.list()).extracting(Account::did).doesNotContain(did);
  }

  @Test
  void aNewAccountKeepsItsNameOverARestart() throws Exception {
    Account made = accounts.create(OPERATOR, RIGHT.toCharArray(), Optional.of("savings")).get();
    accounts.close();
    accounts = open();

    assertThat(made.index()).isEqualTo(2);
    assertThat(accounts.list().get(2).name()).hasValue("savings");
    assertThat(accounts.list().get(1).name()).isEmpty();
    assertThat(refusal(accounts.create(OPERATOR, OTHER.toCharArray(), Optional.empty())).code())
        .isEqualTo(AppCodes.PASSPHRASE_WRONG);
  }

  @Test
  void anotherPassphraseReplacesTheOldOneEverywhere() throws Exception {
    int changed =
        accounts.changePassphrase(OPERATOR, RIGHT.toCharArray(), OTHER.toCharArray()).get();

    assertThat(changed).isEqualTo(2);
    assertThat(refusal(accounts.open(accounts.own(), RIGHT.toCharArray())).code())
        .isEqualTo(AppCodes.PASSPHRASE_WRONG);
    assertThat(accounts.open(accounts.own(), OTHER.toCharArray()).get()).isNotNull();
  }

  @Test
  void aShortNewPassphraseIsRefused() {
    Refused refused =
        refusal(
            accounts.changePassphrase(OPERATOR, RIGHT.toCharArray(), "elevenchars".toCharArray()));

    assertThat(refused.code()).isEqualTo(AppCodes.INVALID_REQUEST);
  }

  @Test
  void anExportHoldsTheKeyUnderAnotherPassphraseAndNeverBare() throws Exception {
    SigningKey key = accounts.open(accounts.own(), RIGHT.toCharArray()).get();
    Json.Obj exported =
        accounts.export(OPERATOR, accounts.own(), RIGHT.toCharArray(), OTHER.toCharArray()).get();

    KeyStore elsewhere =
        CheapKeys.store(directory.resolve("elsewhere"), random::nextBytes, () -> now);
    try (Passphrase typed = Passphrase.of(OTHER.toCharArray())) {
      assertThat(elsewhere.importKey(CanonicalJson.encode(exported), typed, typed).did())
          .isEqualTo(accounts.own());
    }
    assertThat(CanonicalJson.text(exported)).doesNotContain(Hex.encode(key.seed()));
  }

  @Test
  void anExportedKeyIsTakenOverOnceAndOnlyWithBothPassphrases() throws Exception {
    Did own = accounts.own();
    Json.Obj key = accounts.export(OPERATOR, own, RIGHT.toCharArray(), OTHER.toCharArray()).get();
    Json.Obj foreign = exportedElsewhere();
    Caller admin = new Caller.Bearer("cr_1", own, Set.of(Scope.ADMIN));

    assertThat(refusal(imported(OPERATOR, key, OTHER, RIGHT)).code()).isEqualTo(AppCodes.CONFLICT);
    assertThat(refusal(imported(OPERATOR, Json.Obj.EMPTY, OTHER, RIGHT)).code())
        .isEqualTo(AppCodes.INVALID_REQUEST);
    assertThat(refusal(imported(admin, foreign, OTHER, RIGHT)).code())
        .isEqualTo(AppCodes.FORBIDDEN);
    assertThat(refusal(imported(OPERATOR, foreign, RIGHT, RIGHT)).code())
        .isEqualTo(AppCodes.PASSPHRASE_WRONG);
    Account account = imported(OPERATOR, foreign, OTHER, RIGHT).get();
    assertThat(accounts.open(account.did(), RIGHT.toCharArray()).get().publicKey())
        .isEqualTo(account.did().key());
  }

  private CompletableFuture<Account> imported(
      Caller caller, Json.Obj key, String keyPassphrase, String passphrase) {
    return accounts.importKey(caller, key, keyPassphrase.toCharArray(), passphrase.toCharArray());
  }

  private Json.Obj exportedElsewhere() throws Exception {
    KeyStore elsewhere =
        CheapKeys.store(directory.resolve("elsewhere"), random::nextBytes, () -> now);
    try (Passphrase typed = Passphrase.of(OTHER.toCharArray());
        Mnemonic words = Mnemonic.create(new Random(9)::nextBytes)) {
      Did did = elsewhere.recover(words, typed, 1).get(0).did();
      return JsonParser.parseObject(elsewhere.export(did, typed, typed));
    }
  }

  @Test
  void aConsentIsSignedAfterItWasAllowed() throws Exception {
    Json.Obj payload = Json.object().put("escrowId", "e").build();
    Intent intent = Intent.of(accounts.own(), "wallet.escrow.release", payload);
    byte[] signature = accounts.cosign(intent, options(RIGHT)).get();

    byte[] message = EventCodec.cosignable(CHAIN, "wallet.escrow.release", payload);
    assertThat(Ed25519.verify(accounts.own().key(), message, signature)).isTrue();
    assertThat(consents).containsExactly(intent);
  }

  @Test
  void aConsentThatIsNotAllowedIsNotSigned() {
    gate =
        (intent, caller) -> {
          throw new Refused(AppCodes.FORBIDDEN, "no");
        };
    accounts.close();
    accounts = reopened();
    Intent intent = Intent.of(accounts.own(), "wallet.escrow.release", Json.Obj.EMPTY);

    assertThat(refusal(accounts.cosign(intent, options(RIGHT))).code())
        .isEqualTo(AppCodes.FORBIDDEN);
    assertThat(refusal(accounts.cosign(intent, options(null))).code())
        .isEqualTo(AppCodes.ACCOUNT_LOCKED);
  }

  @Test
  void aCredentialReachesItsOwnAccountAlone() {
    Did own = accounts.own();
    Caller admin = new Caller.Bearer("cr_1", STRANGER, Set.of(Scope.ADMIN));
    Caller spender = new Caller.Bearer("cr_2", own, Set.of(Scope.TRANSFER));

    assertThat(refusal(accounts.unlock(admin, own, RIGHT.toCharArray(), Optional.empty())).code())
        .isEqualTo(AppCodes.FORBIDDEN);
    assertThat(refusal(accounts.unlock(spender, own, RIGHT.toCharArray(), Optional.empty())).code())
        .isEqualTo(AppCodes.FORBIDDEN);
    assertThat(
            refusal(accounts.export(admin, own, RIGHT.toCharArray(), OTHER.toCharArray())).code())
        .isEqualTo(AppCodes.FORBIDDEN);
    assertThat(
            refusal(accounts.changePassphrase(admin, RIGHT.toCharArray(), OTHER.toCharArray()))
                .code())
        .isEqualTo(AppCodes.FORBIDDEN);
    assertThat(lockRefusal(admin, Optional.empty()).code()).isEqualTo(AppCodes.FORBIDDEN);
    assertThat(lockRefusal(admin, Optional.of(own)).code()).isEqualTo(AppCodes.FORBIDDEN);
  }

  private Accounts open() throws IOException {
    SignerParts parts =
        new SignerParts(
            files,
            new Vault(files, random::nextBytes, () -> now),
            internal,
            gate,
            database,
            CHAIN,
            () -> now);
    return Accounts.open(parts);
  }

  private Accounts reopened() {
    try {
      return open();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static SubmitOptions options(@Nullable String passphrase) {
    return new SubmitOptions(
        OPERATOR,
        passphrase == null ? null : passphrase.toCharArray(),
        Optional.empty(),
        Optional.empty());
  }

  private Refused lockRefusal(Caller caller, Optional<Did> did) {
    return catchThrowableOfType(Refused.class, () -> accounts.lock(caller, did));
  }

  private static Refused refusal(CompletableFuture<?> future) {
    Throwable fault = catchThrowable(() -> future.get(30, TimeUnit.SECONDS));
    assertThat(fault).isInstanceOf(ExecutionException.class);
    if (fault.getCause() instanceof Refused refused) {
      return refused;
    }
    throw new AssertionError("not a refusal", fault);
  }
}
