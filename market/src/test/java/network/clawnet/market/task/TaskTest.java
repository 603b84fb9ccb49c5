package network.clawnet.market.task;

import static network.clawnet.market.testing.MarketScene.BUYER;
import static network.clawnet.market.testing.MarketScene.EACH;
import static network.clawnet.market.testing.MarketScene.SECOND;
import static network.clawnet.market.testing.MarketScene.SELLER;
import static network.clawnet.market.testing.MarketScene.STRANGER;
import static network.clawnet.market.testing.MarketScene.THIRD;
import static org.assertj.core.api.Assertions.assertThat;

import network.clawnet.core.codec.Json;
import network.clawnet.core.crypto.Hash;
import network.clawnet.core.event.Verdict;
import network.clawnet.core.units.Tokens;
import network.clawnet.market.kernel.MarketModules;
import network.clawnet.market.order.Order;
import network.clawnet.market.testing.MarketScene;
import network.clawnet.wallet.testing.Verdicts;
import org.junit.jupiter.api.Test;

class TaskTest {
  private final MarketScene scene = MarketScene.withArbiter();

  @Test
  void theAcceptedBidOfThreeBecomesTheOrder() {
    Hash task = scene.openTask(BUYER, 100, 200);
    scene.expect(scene.bid(SECOND, task, 200));
    Json.Obj quick = scene.onTask(task).put("price", "150").put("deliverMs", 5_000).build();
    scene.expect(scene.submit(SELLER, BidRules.BID, quick));
    Hash bid = scene.lastEvent();
    scene.expect(scene.bid(THIRD, task, 100));
    assertThat(scene.locked(BUYER)).as("bids lock nothing").isZero();

    scene.expect(scene.accept(BUYER, task, SELLER, bid, 150));

    Order order = scene.order(scene.lastEvent());
    assertThat(order.agreement().buyer()).isEqualTo(BUYER.did());
    assertThat(order.agreement().seller()).isEqualTo(SELLER.did());
    assertThat(order.agreement().amount()).isEqualTo(new Tokens(150));
    assertThat(order.progress().deadline()).isEqualTo(scene.ledger().time() + 5_000);
    assertThat(scene.locked(BUYER)).isEqualTo(150);
    assertThat(scene.ledger().keys(MarketModules.BID)).as("the others' bids stay").hasSize(2);
  }

  @Test
  void aFixedTaskIsTakenByTheFirstWorkerWithTheMoneyThatItHolds() {
    Hash task = scene.fixedTask(BUYER, 300);

    scene.expect(scene.take(SELLER, task));
    Hash order = scene.lastEvent();

    assertThat(scene.locked(BUYER)).isEqualTo(300);
    assertThat(scene.available(BUYER)).isEqualTo(EACH - 300);
    assertThat(scene.order(order).agreement().seller()).isEqualTo(SELLER.did());
    assertThat(Verdicts.of(scene.take(SECOND, task))).isEqualTo("LISTING_CLOSED");
  }

  @Test
  void aBidStaysWithinTheRange() {
    Hash task = scene.openTask(BUYER, 100, 200);

    Verdict low = scene.bid(SELLER, task, 99);

    assertThat(Verdicts.of(low)).isEqualTo("BID_RANGE");
    assertThat(Verdicts.detail(low, "min")).isEqualTo("100");
    assertThat(Verdicts.of(scene.bid(SELLER, task, 201))).isEqualTo("BID_RANGE");
    scene.expect(scene.bid(SELLER, task, 100));
    scene.expect(scene.bid(SECOND, task, 200));
  }

  @Test
  void onlyTheOwnerAcceptsAndOnlyTheBidThatItHasSeen() {
    Hash task = scene.openTask(BUYER, 100, 200);
    scene.expect(scene.bid(SELLER, task, 150));
    Hash seen = scene.lastEvent();

    assertThat(Verdicts.of(scene.accept(STRANGER, task, SELLER, seen, 150)))
        .isEqualTo("LISTING_FORBIDDEN");
    assertThat(Verdicts.of(scene.accept(SELLER, task, SELLER, seen, 150)))
        .isEqualTo("LISTING_FORBIDDEN");
    assertThat(Verdicts.of(scene.accept(BUYER, task, SECOND, seen, 150)))
        .isEqualTo("BID_NOT_FOUND");
    assertThat(Verdicts.of(scene.accept(BUYER, task, BUYER, seen, 150)))
        .isEqualTo("DEAL_WITH_SELF");
    Verdict cheap = scene.accept(BUYER, task, SELLER, seen, 149);
    assertThat(Verdicts.of(cheap)).isEqualTo("PRICE_MISMATCH");
    assertThat(Verdicts.detail(cheap, "price")).isEqualTo("150");

    scene.expect(scene.bid(SELLER, task, 160));
    assertThat(Verdicts.of(scene.accept(BUYER, task, SELLER, seen, 150))).isEqualTo("BID_CHANGED");
  }

  @Test
  void aBidIsTakenBackOnce() {
    Hash task = scene.openTask(BUYER, 100, 200);
    scene.expect(scene.bid(SELLER, task, 150));
    Hash bid = scene.lastEvent();
    Json.Obj unbid = Json.object().put("taskId", task.hex()).build();

    scene.expect(scene.submit(SELLER, BidRules.UNBID, unbid));

    assertThat(Verdicts.of(scene.submit(SELLER, BidRules.UNBID, unbid))).isEqualTo("BID_NOT_FOUND");
    assertThat(Verdicts.of(scene.accept(BUYER, task, SELLER, bid, 150))).isEqualTo("BID_NOT_FOUND");
  }

  @Test
  void eachKindOfTaskHasItsOwnWay() {
    Hash fixed = scene.fixedTask(BUYER, 100);
    Hash open = scene.openTask(BUYER, 100, 200);
    Hash info = scene.info(BUYER, 100);

    assertThat(Verdicts.of(scene.bid(SELLER, fixed, 100))).isEqualTo("LISTING_KIND");
    assertThat(Verdicts.of(scene.accept(BUYER, fixed, SELLER, fixed, 100)))
        .isEqualTo("LISTING_KIND");
    assertThat(Verdicts.of(scene.take(SELLER, open))).isEqualTo("LISTING_KIND");
    assertThat(Verdicts.of(scene.take(SELLER, info))).isEqualTo("LISTING_KIND");
    assertThat(Verdicts.of(scene.take(BUYER, fixed))).isEqualTo("DEAL_WITH_SELF");
  }

  @Test
  void anOwnerWhoCannotPayAcceptsNothing() {
    Hash task = scene.openTask(BUYER, 1, EACH + 1);
    scene.expect(scene.bid(SELLER, task, EACH + 1));

    assertThat(Verdicts.of(scene.accept(BUYER, task, SELLER, scene.lastEvent(), EACH + 1)))
        .isEqualTo("INSUFFICIENT_BALANCE");
  }
}
