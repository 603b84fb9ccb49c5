package network.clawnet.core.pool;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import network.clawnet.core.crypto.Ed25519;
import network.clawnet.core.event.BlockContext;
import network.clawnet.core.event.EventFault;
import network.clawnet.core.event.RuleBook;
import network.clawnet.core.event.Verdict;
import network.clawnet.core.ledger.LedgerRules;
import network.clawnet.core.ledger.PreparedEvent;
import network.clawnet.core.stake.StakeScene;
import network.clawnet.core.stake.StakeScene.Seat;
import network.clawnet.core.stake.event.EvidenceReport;
import network.clawnet.core.stake.event.EvidenceReports;
import network.clawnet.core.stake.event.StakeCodes;
import network.clawnet.core.stake.event.StakeModule;
import network.clawnet.core.stake.event.ValidatorReadies;
import network.clawnet.core.stake.event.ValidatorReady;
import network.clawnet.core.testing.TestActor;
import org.junit.jupiter.api.Test;

class UrgentEventsTest {
  private static final Seat LIAR = Seat.of(1);
  private static final Seat HONEST = Seat.of(0);

  private final StakeScene scene = StakeScene.of(0, 40, 30, 30, 20);
  private final RuleBook book =
      new RuleBook(
          StakeModule.rules(scene.genesis, Ed25519::verify), StakeModule.dueRules(scene.genesis));
  private final BlockContext next =
      new BlockContext(scene.ledger.height() + 1, scene.ledger.time());

  private EventPool pool(int maxEvents) {
    return new EventPool(
        LedgerRules.of(scene.genesis, book),
        new PoolLimits(maxEvents, 1 << 20, 4),
        scene.ledger.view());
  }

  private PreparedEvent paid(long fee) throws EventFault {
    return PreparedEvent.of(
        scene.ledger.event(
            HONEST.controller(),
            ValidatorReadies.TYPE,
            new ValidatorReady(HONEST.key()).payload(),
            fee),
        book);
  }

  private PreparedEvent evidence(TestActor reporter) throws EventFault {
    EvidenceReport report =
        EvidenceReport.of(LIAR.key(), scene.contradiction(LIAR, scene.genesis.chainId(), 0));
    return PreparedEvent.of(
        scene.ledger.event(reporter, EvidenceReports.TYPE, report.payload(), 0), book);
  }

  @Test
  void evidenceGoesBeforeTheHighestFee() throws EventFault {
    PreparedEvent dear = paid(1_000);
    PreparedEvent evidence = evidence(StakeScene.STRANGER);

    assertThat(FeeOrder.of(List.of(dear, evidence))).containsExactly(evidence, dear);
  }

  @Test
  void aFullPoolStillTakesEvidenceButOnlyOnceForAKey() throws EventFault {
    EventPool pool = pool(1);
    assertThat(pool.admit(paid(1), next, true).accepted()).isTrue();

    assertThat(pool.admit(evidence(StakeScene.STRANGER), next, true).accepted()).isTrue();
    Verdict again = pool.admit(evidence(new TestActor("another reporter")), next, true);

    assertThat(((Verdict.Reject) again).code()).isEqualTo(StakeCodes.VALIDATOR_TOMBSTONED);
    assertThat(pool.size()).isEqualTo(2);
  }
}
