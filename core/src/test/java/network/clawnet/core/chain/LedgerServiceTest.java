package network.clawnet.core.chain;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import network.clawnet.core.account.AccountCodes;
import network.clawnet.core.chain.rows.FinalBlock;
import network.clawnet.core.consensus.message.Ballot;
import network.clawnet.core.consensus.message.Equivocation;
import network.clawnet.core.consensus.message.Vote;
import network.clawnet.core.crypto.Hash;
import network.clawnet.core.crypto.PublicKey;
import network.clawnet.core.event.SignedEvent;
import network.clawnet.core.event.Verdict;
import network.clawnet.core.genesis.Genesis;
import network.clawnet.core.genesis.GenesisParams;
import network.clawnet.core.genesis.GenesisValidator;
import network.clawnet.core.ledger.LedgerRules;
import network.clawnet.core.ledger.PreparedEvent;
import network.clawnet.core.pool.PoolLimits;
import network.clawnet.core.testing.MemoryStore;
import network.clawnet.core.testing.PayRules;
import network.clawnet.core.testing.TestActor;
import network.clawnet.core.units.Tokens;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class LedgerServiceTest {
  private static final long DAY_MILLIS = 86_400_000;
  private static final TestActor VALIDATOR = new TestActor("validator");
  private static final Genesis GENESIS =
      new Genesis(
          "local",
          "test",
          1,
          GenesisParams.local(),
          new Genesis.Allocation(new TreeMap<>(), Tokens.ZERO),
          List.of(new GenesisValidator(VALIDATOR.did().key(), VALIDATOR.did(), new Tokens(1))),
          Optional.empty());

  private final List<Hash> dropped = new ArrayList<>();
  private final List<Equivocation> reported = new ArrayList<>();
  private final List<Throwable> failures = new ArrayList<>();

  /** Else one validator that signs twice would stop every honest node. */
  @Test
  void anotherValidatorsContradictionDoesNotStopTheLedger() throws IOException {
    withService(
        service -> {
          Equivocation evidence = new Equivocation(vote(1), vote(2));

          service.report(VALIDATOR.did().key(), evidence);

          assertThat(reported).containsExactly(evidence);
          assertThat(service.ask(pool -> pool.size()).join()).isZero();
        });
  }

  /** Else its row would stay for ever, and nobody would learn what became of it. */
  @Test
  @DisplayName("A14: an event is dropped for certain or kept")
  void dropsAnEventThatNoLongerFitsWhenItIsOfferedAgainAndKeepsWhatStillMay() throws IOException {
    withService(
        service -> {
          SignedEvent old = pay(1, System.currentTimeMillis() - 2 * DAY_MILLIS);
          SignedEvent early = pay(2, System.currentTimeMillis());

          List<Admission> admissions = service.resubmit(List.of(old.bytes(), early.bytes())).join();

          assertThat(admissions)
              .extracting(it -> ((Verdict.Reject) it.verdict()).code())
              .containsExactly(AccountCodes.EVENT_EXPIRED, AccountCodes.NONCE_GAP);
          assertThat(dropped).containsExactly(old.hash());
          assertThat(service.dropReason(old.hash()).orElseThrow().code())
              .isEqualTo(AccountCodes.EVENT_EXPIRED);
          assertThat(service.dropReason(early.hash())).isEmpty();
        });
  }

  private void withService(Consumer<LedgerService> test) throws IOException {
    LedgerRules rules = LedgerRules.of(GENESIS, PayRules.book());
    LedgerDatabase database = LedgerDatabase.open(new MemoryStore(), GENESIS, 1 << 20);
    try (BlockChecker checker =
            new BlockChecker(
                GENESIS.chain(), rules.book(), Set.of(), Executors.newSingleThreadExecutor());
        LedgerService service =
            new LedgerService(
                new LedgerService.Parts(
                    database, checker, new Heard(), InstantSource.system(), failures::add),
                new LedgerSettings(rules, PoolLimits.DEFAULT, List.of()))) {
      test.accept(service);
    }
    assertThat(failures).isEmpty();
  }

  private static SignedEvent pay(long nonce, long time) {
    return VALIDATOR.sign(
        PayRules.envelope(
            GENESIS.chain(), VALIDATOR, time, nonce, PayRules.payload(new TestActor("payee"), 1)));
  }

  private static Vote vote(int content) {
    Hash block = Hash.sha256(new byte[] {(byte) content});
    return new Vote(Ballot.finalizing(0, 1, 0, block), 0, new byte[Vote.SIGNATURE_BYTES]);
  }

  private final class Heard implements FinalityListener {
    @Override
    public void onFinal(FinalBlock block) {
      throw new AssertionError("no block is made here");
    }

    @Override
    public void onDropped(PreparedEvent event, Verdict.Reject reason) {
      dropped.add(event.event().hash());
    }

    @Override
    public void onEvidence(PublicKey validator, Equivocation evidence) {
      reported.add(evidence);
    }
  }
}
