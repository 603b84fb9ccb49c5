package network.clawnet.daemon.faucet;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import network.clawnet.core.codec.Json;
import network.clawnet.core.crypto.Hash;
import network.clawnet.core.genesis.Faucet;
import network.clawnet.core.identity.Did;
import network.clawnet.core.testing.TestActor;
import network.clawnet.core.units.Tokens;
import network.clawnet.daemon.app.AppCodes;
import network.clawnet.daemon.app.Caller;
import network.clawnet.daemon.app.Credentials.Scope;
import network.clawnet.daemon.app.Faucet.Gift;
import network.clawnet.daemon.app.Intent;
import network.clawnet.daemon.app.Refused;
import network.clawnet.daemon.app.Submission;
import network.clawnet.daemon.app.SubmitOptions;
import network.clawnet.daemon.app.Transactions;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class GenesisFaucetTest {
  private static final Did SOURCE = new TestActor("faucet").did();
  private static final Did BOB = new TestActor("bob").did();
  private static final char[] PASS = "a pass".toCharArray();

  private final Recorded transactions = new Recorded();

  @Test
  void givesAThousandOrWhatTheGenesisAllows() throws Exception {
    assertThat(faucet(5_000).give(BOB, Optional.empty(), options("k")).get().amount())
        .isEqualTo(new Tokens(1_000));
    Gift small = faucet(999).give(BOB, Optional.empty(), options("k")).get();

    assertThat(small.amount()).isEqualTo(new Tokens(999));
    assertThat(small.to()).isEqualTo(BOB);
    assertThat(transactions.intent().type()).isEqualTo("wallet.transfer");
    assertThat(transactions.intent().issuer()).isEqualTo(SOURCE);
    assertThat(transactions.intent().payload())
        .isEqualTo(Json.object().put("to", BOB.text()).put("amount", "999").build());
  }

  @Test
  void givesWhatIsAskedForAndLeavesTheLimitToTheSigner() throws Exception {
    Gift gift = faucet(5).give(BOB, Optional.of(new Tokens(6)), options("k")).get();

    assertThat(gift.amount()).isEqualTo(new Tokens(6));
  }

  @Test
  void opensItsAccountWithAPassThatSurvivesTheCall() {
    faucet(5).give(BOB, Optional.empty(), options("k")).join();
    char[] first = transactions.options().passphrase();

    assertThat(first).isEqualTo(PASS).isNotSameAs(PASS);
    assertThat(transactions.options().caller()).isEqualTo(Caller.Operator.LOCAL);
    assertThat(transactions.options().waitFor()).hasValue(Duration.ofSeconds(3));
  }

  @Test
  void whoAsksKeepsIdempotencyKeysOfTheirOwn() {
    faucet(5).give(BOB, Optional.empty(), options("k")).join();
    String first = transactions.options().idempotency().orElseThrow().key();
    Caller bearer = new Caller.Bearer("cr_1", BOB, Set.of(Scope.READ));
    SubmitOptions other =
        new SubmitOptions(bearer, null, options("k").idempotency(), Optional.empty());
    faucet(5).give(BOB, Optional.empty(), other).join();

    assertThat(transactions.options().idempotency().orElseThrow().key()).isNotEqualTo(first);
  }

  @Test
  void aNodeWithoutFaucetSaysSo() {
    GenesisFaucet none = new GenesisFaucet(Optional.empty(), transactions);

    assertThat(none.give(BOB, Optional.empty(), options("k")))
        .failsWithin(Duration.ZERO)
        .withThrowableThat()
        .havingCause()
        .asInstanceOf(InstanceOfAssertFactories.type(Refused.class))
        .extracting(Refused::code)
        .isEqualTo(AppCodes.FAUCET_DISABLED);
  }

  private GenesisFaucet faucet(long maxPerRequest) {
    Faucet terms = new Faucet(SOURCE, maxPerRequest, 10_000);
    return new GenesisFaucet(Optional.of(new GenesisFaucet.Source(terms, PASS)), transactions);
  }

  private static SubmitOptions options(String key) {
    return new SubmitOptions(
        Caller.Operator.API_TOKEN,
        null,
        Optional.of(new SubmitOptions.Idempotency(key, Hash.ZERO)),
        Optional.of(Duration.ofSeconds(3)));
  }

  /** Remembers the last call. */
  private static final class Recorded implements Transactions {
    private @Nullable Intent intent;
    private @Nullable SubmitOptions options;

    Intent intent() {
      return Objects.requireNonNull(intent);
    }

    SubmitOptions options() {
      return Objects.requireNonNull(options);
    }

    @Override
    public CompletableFuture<Submission> submit(Intent wanted, SubmitOptions how) {
      intent = wanted;
      options = how;
      return CompletableFuture.completedFuture(
          new Submission(Hash.ZERO, wanted.issuer(), OptionalLong.empty(), 1, new Tokens(1), 1));
    }

    @Override
    public CompletableFuture<DryRun> dryRun(Intent wanted, SubmitOptions how) {
      throw new AssertionError("a gift is never a trial");
    }

    @Override
    public CompletableFuture<Submission> submitSigned(byte[] event, SubmitOptions how) {
      throw new AssertionError("a gift is signed here");
    }

    @Override
    public CompletableFuture<List<Outcome>> submitAll(List<byte[]> events, Executor executor) {
      throw new AssertionError("a gift comes alone");
    }
  }
}
