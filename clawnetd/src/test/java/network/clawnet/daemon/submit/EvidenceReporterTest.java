package network.clawnet.daemon.submit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import network.clawnet.core.chain.BlockChecker;
import network.clawnet.core.chain.FinalityListener;
import network.clawnet.core.chain.LedgerDatabase;
import network.clawnet.core.chain.LedgerService;
import network.clawnet.core.chain.LedgerSettings;
import network.clawnet.core.chain.rows.FinalBlock;
import network.clawnet.core.consensus.message.Ballot;
import network.clawnet.core.consensus.message.Equivocation;
import network.clawnet.core.consensus.message.Vote;
import network.clawnet.core.crypto.Ed25519;
import network.clawnet.core.crypto.Hash;
import network.clawnet.core.crypto.PublicKey;
import network.clawnet.core.crypto.Sha256;
import network.clawnet.core.crypto.SigningKey;
import network.clawnet.core.event.RuleBook;
import network.clawnet.core.event.Verdict;
import network.clawnet.core.genesis.Genesis;
import network.clawnet.core.identity.Did;
import network.clawnet.core.ledger.LedgerRules;
import network.clawnet.core.ledger.PreparedEvent;
import network.clawnet.core.pool.PoolLimits;
import network.clawnet.core.stake.event.EvidenceReports;
import network.clawnet.core.stake.event.StakeModule;
import network.clawnet.core.testing.LedgerFixture;
import network.clawnet.core.testing.MemoryStore;
import org.junit.jupiter.api.Test;

class EvidenceReporterTest {
  private static final Genesis GENESIS = LedgerFixture.genesis(new TreeMap<>());
  private static final InstantSource CLOCK =
      InstantSource.fixed(Instant.ofEpochMilli(LedgerFixture.START));

  /** The key of the fixture's validator. */
  private static final SigningKey LIAR =
      SigningKey.of(Sha256.digest("validator".getBytes(StandardCharsets.UTF_8)));

  private final SigningKey own = SigningKey.of(new byte[SigningKey.BYTES]);
  private final List<Throwable> failures = new ArrayList<>();

  private void withReporter(BiConsumer<LedgerService, EvidenceReporter> test) throws IOException {
    RuleBook book =
        new RuleBook(StakeModule.rules(GENESIS, Ed25519::verify), StakeModule.dueRules(GENESIS));
    LedgerRules rules = LedgerRules.of(GENESIS, book);
    LedgerDatabase database = LedgerDatabase.open(new MemoryStore(), GENESIS, 1 << 20);
    try (BlockChecker checker = new BlockChecker(GENESIS.chain(), book, Set.of(), 1);
        LedgerService ledger =
            new LedgerService(
                new LedgerService.Parts(database, checker, new Deaf(), CLOCK, failures::add),
                new LedgerSettings(rules, PoolLimits.DEFAULT, List.of()))) {
      Drafts drafts = new Drafts(GENESIS.chain(), book, CLOCK);
      test.accept(ledger, new EvidenceReporter(ledger, drafts, own));
    }
    assertThat(failures).isEmpty();
  }

  @Test
  void reportsUnderTheNodesOwnKeyWithoutTokens() throws IOException {
    withReporter(
        (ledger, reporter) -> {
          reporter.report(LIAR.publicKey(), contradiction(GENESIS.chainId()));

          assertThat(ready(ledger))
              .singleElement()
              .satisfies(
                  it -> {
                    assertThat(it.event().envelope().type()).isEqualTo(EvidenceReports.TYPE);
                    assertThat(it.event().issuer()).isEqualTo(new Did(own.publicKey()));
                    assertThat(it.event().envelope().fee().isZero()).isTrue();
                  });
        });
  }

  @Test
  void keepsToItselfWhatTheLedgerWouldRefuse() throws IOException {
    withReporter(
        (ledger, reporter) -> {
          reporter.report(LIAR.publicKey(), contradiction(Hash.ZERO));
          reporter.report(own.publicKey(), contradiction(GENESIS.chainId()));

          assertThat(ready(ledger)).isEmpty();
        });
  }

  /** Waits for what was asked of the ledger before, then looks. */
  private static List<PreparedEvent> ready(LedgerService ledger) {
    for (int i = 0; i < 2; i++) {
      ledger.ask(pool -> pool.size()).join();
    }
    List<PreparedEvent> out = new ArrayList<>();
    return ledger
        .ask(
            pool -> {
              pool.readyEvents().forEachRemaining(out::add);
              return out;
            })
        .join();
  }

  private static Equivocation contradiction(Hash chainId) {
    return new Equivocation(vote(chainId, 1), vote(chainId, 2));
  }

  private static Vote vote(Hash chainId, int content) {
    Ballot ballot = Ballot.finalizing(0, 1, 0, Hash.sha256(new byte[] {(byte) content}));
    return new Vote(ballot, 0, LIAR.sign(ballot.signedBytes(chainId)));
  }

  private static final class Deaf implements FinalityListener {
    @Override
    public void onFinal(FinalBlock block) {
      throw new AssertionError("no block is made here");
    }

    @Override
    public void onDropped(PreparedEvent event, Verdict.Reject reason) {
      throw new AssertionError("no event is offered here");
    }

    @Override
    public void onEvidence(PublicKey validator, Equivocation evidence) {
      throw new AssertionError("consensus does not run here");
    }
  }
}
