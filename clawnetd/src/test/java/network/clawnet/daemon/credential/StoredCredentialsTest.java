package network.clawnet.daemon.credential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import network.clawnet.core.identity.Did;
import network.clawnet.core.testing.MemoryStore;
import network.clawnet.core.testing.TestActor;
import network.clawnet.core.units.Tokens;
import network.clawnet.daemon.app.AppCodes;
import network.clawnet.daemon.app.Caller;
import network.clawnet.daemon.app.Credentials.Issued;
import network.clawnet.daemon.app.Credentials.Listed;
import network.clawnet.daemon.app.Credentials.Scope;
import network.clawnet.daemon.app.Credentials.Terms;
import network.clawnet.daemon.app.Refused;
import network.clawnet.daemon.store.NodeFamilies;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class StoredCredentialsTest {
  private static final Caller OPERATOR = Caller.Operator.LOCAL;
  private static final Did ALICE = new TestActor("alice").did();
  private static final Did BOB = new TestActor("bob").did();
  private static final Did STRANGER = new TestActor("stranger").did();
  private static final Terms SPENDER = terms(ALICE, Scope.TRANSFER, Scope.READ);

  private final Random random = new Random(3);
  private final MemoryStore store = new MemoryStore();
  private long now = 1_800_000_000_000L;
  private StoredCredentials credentials;

  @BeforeEach
  void open() throws IOException {
    credentials = opened(store);
  }

  @Test
  void aFreshSecretBearsItsTerms() throws Exception {
    Issued issued = credentials.create(OPERATOR, SPENDER);
    Caller.Bearer bearer = credentials.authenticate(issued.secret()).orElseThrow();

    assertThat(issued.secret()).matches("ap_[A-Za-z0-9_-]{43}");
    assertThat(issued.id()).matches("cr_[0-9a-f]{16}");
    assertThat(bearer).isEqualTo(new Caller.Bearer(issued.id(), ALICE, SPENDER.scopes()));
    assertThat(issued.toString()).doesNotContain(issued.secret());
  }

  @Test
  void aCrashForgetsNoCredential() throws Exception {
    Issued issued = credentials.create(OPERATOR, wholeTerms());
    Listed before = credentials.find(issued.id()).orElseThrow();
    credentials = opened(store.crash());

    assertThat(credentials.find(issued.id())).hasValue(before);
    assertThat(credentials.authenticate(issued.secret())).isPresent();
  }

  @Test
  void theSecretIsNowhereOnDisk() throws Exception {
    Issued issued = credentials.create(OPERATOR, SPENDER);
    StringBuilder all = new StringBuilder();
    store.scan(
        NodeFamilies.CREDENTIAL,
        new byte[0],
        null,
        (key, value) -> {
          all.append(new String(key, StandardCharsets.UTF_8));
          all.append(new String(value, StandardCharsets.UTF_8));
          return true;
        });

    assertThat(all.toString()).contains(issued.id()).doesNotContain(issued.secret().substring(3));
  }

  @Test
  void otherSecretsBearNothing() throws Exception {
    String secret = credentials.create(OPERATOR, SPENDER).secret();
    char last = secret.charAt(45) == 'A' ? 'B' : 'A';

    for (String wrong :
        List.of("", "ap_", secret + "A", secret.substring(0, 45), secret.substring(0, 45) + last)) {
      assertThat(credentials.authenticate(wrong)).as(wrong).isEmpty();
    }
  }

  @Test
  void rotationStopsTheOldSecretAtOnceAndForGood() throws Exception {
    Issued old = credentials.create(OPERATOR, SPENDER);
    Issued fresh = credentials.rotate(OPERATOR, old.id());

    assertThat(fresh.id()).isEqualTo(old.id());
    assertThat(credentials.authenticate(old.secret())).isEmpty();
    assertThat(credentials.authenticate(fresh.secret())).isPresent();
    credentials = opened(store.crash());
    assertThat(credentials.authenticate(old.secret())).isEmpty();
    assertThat(credentials.authenticate(fresh.secret())).isPresent();
  }

  @Test
  void revocationStopsItForGoodAndKeepsItListed() throws Exception {
    Issued issued = credentials.create(OPERATOR, SPENDER);
    credentials.revoke(OPERATOR, issued.id());

    assertThat(credentials.authenticate(issued.secret())).isEmpty();
    assertThat(credentials.valid(issued.id())).isEmpty();
    credentials = opened(store.crash());
    assertThat(credentials.authenticate(issued.secret())).isEmpty();
    assertThat(credentials.list()).extracting(Listed::revoked).containsExactly(true);
    assertThat(refusal(() -> credentials.rotate(OPERATOR, issued.id())).code())
        .isEqualTo(AppCodes.CONFLICT);
    credentials.revoke(OPERATOR, issued.id());
  }

  @Test
  void aCredentialEndsAtItsTime() throws Exception {
    Terms terms = expiring(ALICE, now + 1_000, Scope.READ);
    Issued issued = credentials.create(OPERATOR, terms);

    now += 999;
    assertThat(credentials.authenticate(issued.secret())).isPresent();
    assertThat(credentials.valid(issued.id())).hasValue(terms);
    now += 1;
    assertThat(credentials.authenticate(issued.secret())).isEmpty();
    assertThat(credentials.valid(issued.id())).isEmpty();
    assertThat(refusal(() -> credentials.rotate(OPERATOR, issued.id())).code())
        .isEqualTo(AppCodes.CONFLICT);
    assertThat(refusal(() -> credentials.create(OPERATOR, expiring(ALICE, now, Scope.READ))).code())
        .isEqualTo(AppCodes.INVALID_REQUEST);
  }

  @Test
  void theLastUseIsKnownToTheMinute() throws Exception {
    Issued issued = credentials.create(OPERATOR, SPENDER);
    assertThat(credentials.list().get(0).lastUsed()).isEmpty();
    long minute = now - now % 60_000;
    now = minute + 59_999;
    credentials.authenticate(issued.secret());
    long batches = store.batches();
    credentials.authenticate(issued.secret());

    assertThat(store.batches()).isEqualTo(batches);
    assertThat(credentials.list().get(0).lastUsed()).hasValue(minute);
    now = minute + 60_000;
    credentials.authenticate(issued.secret());
    assertThat(opened(store).list().get(0).lastUsed()).hasValue(minute + 60_000);
  }

  @Test
  void namesWhatIsMissing() {
    assertThat(refusal(() -> credentials.create(OPERATOR, terms(STRANGER, Scope.READ))).code())
        .isEqualTo(AppCodes.ACCOUNT_NOT_FOUND);
    assertThat(refusal(() -> credentials.rotate(OPERATOR, "cr_0")).code())
        .isEqualTo(AppCodes.CREDENTIAL_NOT_FOUND);
    assertThat(revokeRefusal(OPERATOR, "cr_0").code()).isEqualTo(AppCodes.CREDENTIAL_NOT_FOUND);
    assertThat(refusal(() -> credentials.create(OPERATOR, terms(ALICE))).code())
        .isEqualTo(AppCodes.INVALID_REQUEST);
  }

  @Test
  void aBearerWithoutAdminMakesNoCredential() throws Exception {
    Caller bearer = bearer(SPENDER);

    assertThat(refusal(() -> credentials.create(bearer, terms(ALICE, Scope.READ))).code())
        .isEqualTo(AppCodes.FORBIDDEN);
  }

  @Test
  void aBearerGivesNoMoreThanItHas() throws Exception {
    Terms own =
        new Terms(
            ALICE,
            Set.of(Scope.ADMIN, Scope.TRANSFER),
            Optional.of(new Tokens(10)),
            Optional.empty(),
            OptionalLong.of(now + 1_000),
            Optional.empty());
    Caller bearer = bearer(own);

    assertThat(credentials.create(bearer, own)).isNotNull();
    Terms more = with(own, Set.of(Scope.ESCROW), 10, now + 1_000);
    assertForbidden(bearer, more);
    assertForbidden(bearer, with(own, Set.of(Scope.TRANSFER), 11, now + 1_000));
    assertForbidden(bearer, with(own, Set.of(Scope.TRANSFER), 10, now + 1_001));
    assertForbidden(bearer, terms(ALICE, Scope.TRANSFER));
    assertForbidden(
        bearer,
        new Terms(BOB, own.scopes(), own.maxPerTx(), own.maxPerDay(), own.expires(), own.name()));
  }

  @Test
  void aDailyLimitCannotBeMultiplied() throws Exception {
    Terms own =
        new Terms(
            ALICE,
            Set.of(Scope.ADMIN, Scope.TRANSFER),
            Optional.empty(),
            Optional.of(new Tokens(10)),
            OptionalLong.empty(),
            Optional.empty());
    Caller bearer = bearer(own);

    assertForbidden(bearer, own);
    assertThat(credentials.create(bearer, terms(ALICE, Scope.ADMIN))).isNotNull();
  }

  @Test
  void aBearerTakesOverNoWiderCredential() throws Exception {
    Caller bearer = bearer(terms(ALICE, Scope.ADMIN));
    String wider = credentials.create(OPERATOR, SPENDER).id();
    String others = credentials.create(OPERATOR, terms(BOB, Scope.READ)).id();

    assertThat(refusal(() -> credentials.rotate(bearer, wider)).code())
        .isEqualTo(AppCodes.FORBIDDEN);
    assertThat(revokeRefusal(bearer, others).code()).isEqualTo(AppCodes.FORBIDDEN);
    credentials.revoke(bearer, wider);
    assertThat(credentials.find(wider).orElseThrow().revoked()).isTrue();
  }

  @Test
  void aRevokedBearerChangesNothing() throws Exception {
    Caller.Bearer bearer = bearer(terms(ALICE, Scope.ADMIN));
    credentials.revoke(OPERATOR, bearer.id());

    assertThat(refusal(() -> credentials.create(bearer, terms(ALICE, Scope.ADMIN))).code())
        .isEqualTo(AppCodes.UNAUTHORIZED);
  }

  @Test
  void thereIsRoomForTenThousandAndTheOldestUselessOneGoesFirst() throws Exception {
    String first = credentials.create(OPERATOR, SPENDER).id();
    for (int i = 1; i < StoredCredentials.MAX_CREDENTIALS; i++) {
      credentials.create(OPERATOR, SPENDER);
    }
    assertThat(refusal(() -> credentials.create(OPERATOR, SPENDER)).code())
        .isEqualTo(AppCodes.CONFLICT);

    credentials.revoke(OPERATOR, first);
    credentials.create(OPERATOR, SPENDER);

    assertThat(credentials.find(first)).isEmpty();
    Set<String> ids = new HashSet<>();
    opened(store).list().forEach(listed -> ids.add(listed.id()));
    assertThat(ids).hasSize(StoredCredentials.MAX_CREDENTIALS).doesNotContain(first);
  }

  private StoredCredentials opened(MemoryStore database) throws IOException {
    return StoredCredentials.open(
        database, Set.of(ALICE, BOB)::contains, random::nextBytes, () -> Instant.ofEpochMilli(now));
  }

  private Caller.Bearer bearer(Terms terms) throws Exception {
    String secret = credentials.create(OPERATOR, terms).secret();
    return credentials.authenticate(secret).orElseThrow();
  }

  private void assertForbidden(Caller bearer, Terms terms) {
    assertThat(refusal(() -> credentials.create(bearer, terms)).code())
        .isEqualTo(AppCodes.FORBIDDEN);
  }

  private static Terms terms(Did did, Scope... scopes) {
    return new Terms(
        did,
        Set.of(scopes),
        Optional.empty(),
        Optional.empty(),
        OptionalLong.empty(),
        Optional.empty());
  }

  private static Terms expiring(Did did, long expires, Scope... scopes) {
    return new Terms(
        did,
        Set.of(scopes),
        Optional.empty(),
        Optional.empty(),
        OptionalLong.of(expires),
        Optional.empty());
  }

  private static Terms with(Terms terms, Set<Scope> scopes, long maxPerTx, long expires) {
    return new Terms(
        terms.did(),
        scopes,
        Optional.of(new Tokens(maxPerTx)),
        terms.maxPerDay(),
        OptionalLong.of(expires),
        terms.name());
  }

  private Terms wholeTerms() {
    return new Terms(
        ALICE,
        Set.of(Scope.values()),
        Optional.of(new Tokens(5)),
        Optional.of(new Tokens(Tokens.MAX)),
        OptionalLong.of(now + 1),
        Optional.of("für den Bot"));
  }

  private interface Making {
    Issued run() throws Refused, IOException;
  }

  private static Refused refusal(Making work) {
    return catchThrowableOfType(Refused.class, work::run);
  }

  private Refused revokeRefusal(Caller caller, String id) {
    return catchThrowableOfType(Refused.class, () -> credentials.revoke(caller, id));
  }
}
