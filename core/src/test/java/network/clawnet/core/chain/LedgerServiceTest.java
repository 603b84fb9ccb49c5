package network.clawnet.core.chain;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import network.clawnet.core.chain.rows.FinalBlock;
import network.clawnet.core.consensus.message.Ballot;
import network.clawnet.core.consensus.message.Equivocation;
import network.clawnet.core.consensus.message.Vote;
import network.clawnet.core.crypto.Hash;
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
import org.junit.jupiter.api.Test;

class LedgerServiceTest {
  private final List<Equivocation> reported = new ArrayList<>();
  private final List<Throwable> failures = new ArrayList<>();

  /** Else one validator that signs twice would stop every honest node. */
  @Test
  void anotherValidatorsContradictionDoesNotStopTheLedger() throws IOException {
    TestActor validator = new TestActor("validator");
    Genesis genesis =
        new Genesis(
            "local",
            "test",
            1,
            GenesisParams.local(),
            new Genesis.Allocation(new TreeMap<>(), Tokens.ZERO),
            List.of(new GenesisValidator(validator.did().key(), validator.did(), new Tokens(1))),
            Optional.empty());
    LedgerRules rules = LedgerRules.of(genesis, PayRules.book());
    LedgerDatabase database = LedgerDatabase.open(new MemoryStore(), genesis, 1 << 20);
    try (BlockChecker checker =
            new BlockChecker(genesis.chain(), rules.book(), Executors.newSingleThreadExecutor());
        LedgerService service =
            new LedgerService(
                new LedgerService.Parts(
                    database, checker, new Heard(), InstantSource.system(), failures::add),
                new LedgerSettings(rules, PoolLimits.DEFAULT, List.of()))) {
      Equivocation evidence = new Equivocation(vote(1), vote(2));

      service.report(evidence);

      assertThat(reported).containsExactly(evidence);
      assertThat(service.ask(pool -> pool.size()).join()).isZero();
      assertThat(failures).isEmpty();
    }
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
      throw new AssertionError("no event is offered here");
    }

    @Override
    public void onEvidence(Equivocation evidence) {
      reported.add(evidence);
    }
  }
}
