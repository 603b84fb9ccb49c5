package network.clawnet.market.order;

import static network.clawnet.market.testing.MarketScene.ARBITER;
import static network.clawnet.market.testing.MarketScene.BUYER;
import static network.clawnet.market.testing.MarketScene.DELIVER_MS;
import static network.clawnet.market.testing.MarketScene.DISPUTE_MS;
import static network.clawnet.market.testing.MarketScene.EACH;
import static network.clawnet.market.testing.MarketScene.REVIEW_MS;
import static network.clawnet.market.testing.MarketScene.SELLER;
import static network.clawnet.market.testing.MarketScene.STRANGER;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import network.clawnet.core.account.Treasury;
import network.clawnet.core.codec.Json;
import network.clawnet.core.crypto.Hash;
import network.clawnet.core.event.Changes;
import network.clawnet.core.event.Movement;
import network.clawnet.core.event.Verdict;
import network.clawnet.core.testing.TestActor;
import network.clawnet.core.units.Tokens;
import network.clawnet.market.arbiter.Seat;
import network.clawnet.market.arbiter.Seats;
import network.clawnet.market.kernel.MarketModules;
import network.clawnet.market.kernel.Terms;
import network.clawnet.market.listing.PublishRules;
import network.clawnet.market.testing.MarketScene;
import network.clawnet.wallet.testing.Verdicts;
import org.junit.jupiter.api.Test;

/** Who has what after each way in which an order of 1 000 Token can end. */
class OrderMoneyTest {
  private final MarketScene scene = MarketScene.withArbiter();

  @Test
  void theBuyerPaysExactlyThePriceAndTheFeeComesOutOfTheSellersPart() {
    Hash order = delivered(scene.infoOrder());
    assertThat(scene.available(BUYER)).isEqualTo(EACH - 1_000);
    assertThat(scene.locked(BUYER)).isEqualTo(1_000);

    scene.expect(scene.step(OrderAction.APPROVE, BUYER, order));

    assertMoney(EACH - 1_000, EACH + 980, 20);
    assertThat(scene.order(order).state()).isEqualTo(Order.State.PAID);
    String id = order.hex();
    assertThat(scene.ledger().receipts().get(0).movements())
        .containsExactly(
            moved(Movement.Kind.MARKET_PAY, 980, id), moved(Movement.Kind.MARKET_FEE, 20, id));
  }

  @Test
  void aTaskPaysFivePercent() {
    scene.expect(scene.step(OrderAction.APPROVE, BUYER, delivered(scene.taskOrder())));

    assertMoney(EACH - 1_000, EACH + 950, 50);
  }

  @Test
  void silenceAfterADeliveryPaysAtItsDeadlineAndNotBefore() {
    Hash order = delivered(scene.infoOrder());

    scene.pass(REVIEW_MS - 1);
    assertThat(scene.order(order).state()).isEqualTo(Order.State.DELIVERED);
    scene.pass(1);

    assertMoney(EACH - 1_000, EACH + 980, 20);
    assertNothingLeft(order, Order.State.PAID);
  }

  @Test
  void aMissingDeliveryIsRefundedAtItsDeadlineAndNotBefore() {
    Hash order = scene.infoOrder();

    scene.pass(DELIVER_MS - 1);
    assertThat(scene.order(order).state()).isEqualTo(Order.State.ACTIVE);
    scene.pass(1);

    assertMoney(EACH, EACH, 0);
    assertNothingLeft(order, Order.State.REFUNDED);
  }

  @Test
  void anUnansweredRejectionIsRefunded() {
    Hash order = delivered(scene.taskOrder());
    scene.expect(scene.step(OrderAction.REJECT, BUYER, order));

    scene.pass(REVIEW_MS - 1);
    assertThat(scene.order(order).state()).isEqualTo(Order.State.REJECTED);
    scene.pass(1);

    assertMoney(EACH, EACH, 0);
    assertNothingLeft(order, Order.State.REFUNDED);
  }

  @Test
  void aRulingPaysTheArbiterOutOfTheAmount() {
    Hash order = disputed();
    long before = scene.available(ARBITER);

    assertThat(Verdicts.of(scene.share(OrderAction.RULE, ARBITER, order, 981)))
        .isEqualTo("ORDER_OVERDRAWN");
    scene.expect(scene.share(OrderAction.RULE, ARBITER, order, 400));

    assertThat(scene.available(ARBITER)).isEqualTo(before + 20);
    assertMoney(EACH - 420, EACH + 392, 8);
    assertNothingLeft(order, Order.State.SPLIT);
  }

  @Test
  void aRulingMayGiveTheSellerAllThatIsLeftOrNothing() {
    MarketScene other = MarketScene.withArbiter();
    Hash first = disputed();
    Hash second = other.infoOrder();
    other.expect(other.step(OrderAction.DELIVER, SELLER, second));
    other.expect(other.step(OrderAction.DISPUTE, BUYER, second));

    scene.expect(scene.share(OrderAction.RULE, ARBITER, first, 980));
    other.expect(other.share(OrderAction.RULE, ARBITER, second, 0));

    assertThat(scene.order(first).state()).isEqualTo(Order.State.PAID);
    assertThat(other.order(second).state()).isEqualTo(Order.State.REFUNDED);
    assertThat(other.available(BUYER)).isEqualTo(EACH - 20);
  }

  @Test
  void partiesWhoAgreePayNoArbiter() {
    Hash order = disputed();

    assertThat(Verdicts.of(scene.share(OrderAction.SPLIT, SELLER, order, 1_001, BUYER)))
        .isEqualTo("ORDER_OVERDRAWN");
    scene.expect(scene.share(OrderAction.SPLIT, SELLER, order, 1_000, BUYER));

    assertMoney(EACH - 1_000, EACH + 980, 20);
    assertNothingLeft(order, Order.State.PAID);
  }

  @Test
  void aDisputeThatNobodyRulesIsSplitAsAgreedAndCostsTheArbiterItsSeat() {
    Hash order = disputed();

    scene.pass(DISPUTE_MS - 1);
    assertThat(scene.order(order).state()).isEqualTo(Order.State.DISPUTED);
    scene.pass(1);

    assertMoney(EACH - 250, EACH + 245, 5);
    assertNothingLeft(order, Order.State.SPLIT);
    assertThat(Seats.get(scene.ledger().view(), ARBITER.did()).map(Seat::isDrawn)).contains(false);
    assertThat(Seats.count(scene.ledger().view())).isZero();
  }

  @Test
  void theSellerCanOnlyGiveAllBack() {
    Hash order = delivered(scene.infoOrder());

    scene.expect(scene.step(OrderAction.CANCEL, SELLER, order));

    assertMoney(EACH, EACH, 0);
    assertNothingLeft(order, Order.State.REFUNDED);
  }

  @Test
  void anybodyClosesAnOverdueOrderThatNoBlockHadRoomFor() {
    Hash order = delivered(scene.infoOrder());
    MarketScene byItself = scene.copy();
    scene.ledger().holdDueBack(true);
    scene.ledger().setTime(scene.order(order).progress().deadline());
    byItself.pass(REVIEW_MS);

    assertThat(Verdicts.of(scene.step(OrderAction.DISPUTE, BUYER, order)))
        .isEqualTo("ORDER_OVERDUE");
    scene.expect(scene.step(OrderAction.CLOSE, STRANGER, order));

    assertMoney(EACH - 1_000, EACH + 980, 20);
    assertNothingLeft(order, Order.State.PAID);
    assertThat(byItself.available(SELLER)).isEqualTo(scene.available(SELLER));
  }

  @Test
  void theLeastPriceIsAllFee() {
    Hash listing = scene.info(SELLER, 1);
    scene.expect(scene.place(BUYER, listing));
    Hash order = delivered(scene.lastEvent());

    scene.expect(scene.step(OrderAction.APPROVE, BUYER, order));

    assertMoney(EACH - 1, EACH, 1);
  }

  @Test
  void aPromisedContentIsTheOnlyOneThatCanBeDelivered() {
    Hash promised = Hash.sha256(new byte[] {1});
    Json.Obj payload = MarketScene.infoPayload(100).put("contentHash", promised.hex()).build();
    Hash listing = scene.make(SELLER, PublishRules.INFO, payload);
    scene.expect(scene.place(BUYER, listing));
    Hash order = scene.lastEvent();
    Json.Obj other = scene.onOrder(order).put("contentHash", Hash.ZERO.hex()).build();

    Verdict refused = scene.submit(SELLER, OrderAction.DELIVER.type(), other);

    assertThat(Verdicts.of(refused)).isEqualTo("CONTENT_MISMATCH");
    assertThat(Verdicts.detail(refused, "contentHash")).contains(promised.hex());
    scene.expect(scene.step(OrderAction.DELIVER, SELLER, order));
    assertThat(scene.order(order).progress().delivered()).contains(promised);
  }

  @Test
  void revisionsRunOutAndEachGivesANewTimeToDeliver() {
    Hash order = scene.taskOrder();
    for (int i = 0; i < 2; i++) {
      scene.pass(DELIVER_MS - 1);
      delivered(order);
      scene.expect(scene.step(OrderAction.REVISE, BUYER, order));
      assertThat(scene.order(order).progress().deadline())
          .isEqualTo(scene.ledger().time() + DELIVER_MS);
    }
    delivered(order);

    assertThat(Verdicts.of(scene.step(OrderAction.REVISE, BUYER, order)))
        .isEqualTo("REVISIONS_USED");
  }

  @Test
  void evidenceOfBothPartiesIsSixteenHashes() {
    Hash order = disputed();

    scene.expect(evidence(SELLER, order, 0, 10));
    assertThat(Verdicts.of(evidence(BUYER, order, 10, 7))).isEqualTo("EVIDENCE_LIMIT");
    scene.expect(evidence(BUYER, order, 10, 6));

    assertThat(scene.order(order).progress().evidence()).isEqualTo(16);
    assertThat(scene.order(order).progress().deadline())
        .as("evidence does not win time")
        .isEqualTo(scene.ledger().time() + DISPUTE_MS);
  }

  @Test
  void eachPartyReviewsOnceAndNotForever() {
    Hash order = delivered(scene.infoOrder());
    scene.expect(scene.step(OrderAction.APPROVE, BUYER, order));
    MarketScene late = scene.copy();

    scene.expect(scene.step(OrderAction.REVIEW, BUYER, order));
    assertThat(Verdicts.of(scene.step(OrderAction.REVIEW, BUYER, order)))
        .isEqualTo("REVIEW_EXISTS");
    scene.pass(Terms.MAX_WINDOW_MS);
    scene.expect(scene.step(OrderAction.REVIEW, SELLER, order));

    late.pass(Terms.MAX_WINDOW_MS + 1);
    assertThat(Verdicts.of(late.step(OrderAction.REVIEW, SELLER, order))).isEqualTo("REVIEW_LATE");
  }

  private Hash delivered(Hash order) {
    scene.expect(scene.step(OrderAction.DELIVER, SELLER, order));
    return order;
  }

  private Hash disputed() {
    Hash order = delivered(scene.infoOrder());
    scene.expect(scene.step(OrderAction.DISPUTE, BUYER, order));
    return order;
  }

  private Verdict evidence(TestActor actor, Hash order, int first, int count) {
    List<Json.Str> hashes =
        IntStream.range(first, first + count)
            .mapToObj(i -> Json.of(Hash.sha256(new byte[] {3, (byte) i}).hex()))
            .toList();
    return scene.submit(
        actor,
        OrderAction.EVIDENCE.type(),
        scene.onOrder(order).put("evidence", Json.of(hashes)).build());
  }

  private void assertMoney(long buyer, long seller, long treasury) {
    assertThat(scene.available(BUYER)).as("buyer").isEqualTo(buyer);
    assertThat(scene.available(SELLER)).as("seller").isEqualTo(seller);
    assertThat(Treasury.get(scene.ledger().view()).balance())
        .as("treasury")
        .isEqualTo(new Tokens(treasury));
    assertThat(Treasury.get(scene.ledger().view()).epochFees()).isEqualTo(new Tokens(treasury));
  }

  private void assertNothingLeft(Hash order, Order.State state) {
    assertThat(scene.order(order).state()).isEqualTo(state);
    assertThat(scene.locked(BUYER)).isZero();
    assertThat(scene.ledger().keys(Changes.DUE_MODULE))
        .as("no deadline of an order is left")
        .noneMatch(
            key ->
                key[0] == MarketModules.DUE_ORDER_REFUND || key[0] == MarketModules.DUE_ORDER_PAY);
    assertThat(scene.listing(scene.order(order).agreement().listing()).running()).isZero();
  }

  private static Movement moved(Movement.Kind kind, long amount, String reference) {
    return new Movement(kind, BUYER.did(), SELLER.did(), new Tokens(amount), reference);
  }
}
