package network.clawnet.market;

import static network.clawnet.market.testing.MarketScene.BUYER;
import static network.clawnet.market.testing.MarketScene.EACH;
import static network.clawnet.market.testing.MarketScene.SECOND;
import static network.clawnet.market.testing.MarketScene.SELLER;
import static org.assertj.core.api.Assertions.assertThat;

import network.clawnet.core.codec.Json;
import network.clawnet.core.crypto.Hash;
import network.clawnet.core.event.Changes;
import network.clawnet.core.ledger.Execution;
import network.clawnet.market.listing.PublishRules;
import network.clawnet.market.order.OrderAction;
import network.clawnet.market.testing.MarketScene;
import network.clawnet.wallet.testing.Verdicts;
import org.junit.jupiter.api.Test;

/** Many deadlines at one moment. */
class DeadlineFloodTest {
  private static final int FLOOD = 10_000;

  @Test
  void tenThousandNeitherDelayAVictimsRefundNorFillABlock() {
    MarketScene scene = MarketScene.withArbiter();
    Hash victims = scene.infoOrder();
    long deadline = scene.order(victims).progress().deadline();
    flood(scene, deadline - 1);
    scene.ledger().setTime(deadline);

    scene.ledger().tick();

    assertThat(scene.available(BUYER)).as("refunds come first").isEqualTo(EACH);
    for (int ran = Execution.MAX_DUE; ran <= FLOOD; ran += Execution.MAX_DUE) {
      assertThat(scene.ledger().receipts()).hasSize(Execution.MAX_DUE);
      scene.ledger().tick();
    }
    assertThat(scene.ledger().receipts()).as("the eleventh block has the last").hasSize(1);
    assertThat(scene.ledger().keys(Changes.DUE_MODULE))
        .as("the listing of the victim's order is left")
        .hasSize(1);
  }

  @Test
  void aVictimBehindAFloodOfRefundsClosesItsOrderAtOnce() {
    MarketScene scene = MarketScene.withArbiter();
    Hash listing = scene.info(SELLER, 1);
    for (int i = 0; i < Execution.MAX_DUE; i++) {
      scene.expect(scene.place(SECOND, listing));
    }
    scene.pass(5_000);
    Hash victims = scene.infoOrder();
    scene.ledger().setTime(scene.order(victims).progress().deadline());

    assertThat(Verdicts.of(scene.step(OrderAction.DELIVER, SELLER, victims)))
        .isEqualTo("ORDER_OVERDUE");
    scene.expect(scene.step(OrderAction.CLOSE, BUYER, victims));

    assertThat(scene.available(BUYER)).isEqualTo(EACH);
    assertThat(scene.locked(BUYER)).isZero();
  }

  /** Makes listings that all expire at one time; past the free lane each costs a Token. */
  private static void flood(MarketScene scene, long expiresAt) {
    Json.Obj payload = MarketScene.infoPayload(1).put("expiresAt", expiresAt).build();
    scene.ledger().holdDueBack(true);
    for (int i = 0; i < FLOOD; i++) {
      scene.expect(scene.ledger().submit(SELLER, PublishRules.INFO, payload, 1));
    }
    scene.ledger().holdDueBack(false);
  }
}
