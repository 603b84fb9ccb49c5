package network.clawnet.market;

import static network.clawnet.market.testing.MarketScene.SELLER;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import network.clawnet.core.crypto.Hash;
import network.clawnet.core.event.BlockContext;
import network.clawnet.core.event.Changes;
import network.clawnet.core.event.DueEntry;
import network.clawnet.core.event.DueRules;
import network.clawnet.market.contract.ContractAction;
import network.clawnet.market.kernel.MarketParams;
import network.clawnet.market.lease.LeaseAction;
import network.clawnet.market.order.OrderAction;
import network.clawnet.market.testing.ContractScene;
import network.clawnet.market.testing.MarketScene;
import org.junit.jupiter.api.Test;

/** Due rules succeed on any state, and do nothing that is not due. */
class DueRulesTest {
  private static final List<DueRules> RULES = MarketModule.dueRules(MarketParams.DEFAULT);

  @Test
  void anEntryThatNamesNothingDoesNothing() {
    MarketScene scene = MarketScene.start();

    for (DueRules rule : RULES) {
      for (byte[] id : List.of(new byte[] {1}, new byte[32], new byte[64])) {
        assertUnchanged(scene, rule, id, Long.MAX_VALUE - 1);
      }
    }
  }

  @Test
  void anEntryBeforeItsTimeOrAfterTheEndDoesNothing() {
    MarketScene scene = MarketScene.withArbiter();
    Hash running = scene.taskOrder();
    Hash ended = scene.infoOrder();
    scene.expect(scene.step(OrderAction.CANCEL, SELLER, ended));
    Hash lease = scene.unitLease();
    Hash settled = scene.unitLease();
    scene.expect(scene.step(LeaseAction.END, SELLER, settled, MarketScene.BUYER));
    Hash listing = scene.info(SELLER, 5);
    Hash contract = ContractScene.funded(scene).id();
    Hash draft = ContractScene.draft(scene).id();
    ContractScene over = ContractScene.draft(scene).then(ContractAction.TERMINATE, SELLER);

    for (DueRules rule : RULES) {
      for (Hash id : List.of(running, lease, listing, contract, draft)) {
        assertUnchanged(scene, rule, id.bytes(), scene.ledger().time());
      }
      for (Hash id : List.of(ended, settled, over.id())) {
        assertUnchanged(scene, rule, id.bytes(), Long.MAX_VALUE - 1);
      }
    }
  }

  private static void assertUnchanged(MarketScene scene, DueRules rule, byte[] id, long time) {
    Changes changes = new Changes(scene.ledger().view());

    rule.onDue(new DueEntry(rule.dueClass(), 1, id), new BlockContext(9, time), changes);

    assertThat(changes.changes()).as("class " + rule.dueClass()).isEmpty();
    assertThat(changes.movements()).isEmpty();
  }
}
