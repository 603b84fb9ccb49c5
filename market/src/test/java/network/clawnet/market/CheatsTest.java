package network.clawnet.market;

import static network.clawnet.market.testing.MarketScene.ARBITER;
import static network.clawnet.market.testing.MarketScene.BUYER;
import static network.clawnet.market.testing.MarketScene.EACH;
import static network.clawnet.market.testing.MarketScene.SECOND;
import static network.clawnet.market.testing.MarketScene.SELLER;
import static network.clawnet.market.testing.MarketScene.STRANGER;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import network.clawnet.core.codec.Json;
import network.clawnet.core.crypto.Hash;
import network.clawnet.core.directory.IdentityCreates;
import network.clawnet.core.event.Cosign;
import network.clawnet.core.event.Verdict;
import network.clawnet.core.testing.TestActor;
import network.clawnet.market.listing.ListingRules;
import network.clawnet.market.listing.PublishRules;
import network.clawnet.market.order.Order;
import network.clawnet.market.order.OrderAction;
import network.clawnet.market.order.PlaceRules;
import network.clawnet.market.testing.MarketScene;
import network.clawnet.wallet.escrow.EscrowExpire;
import network.clawnet.wallet.escrow.EscrowExpires;
import network.clawnet.wallet.testing.Verdicts;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Ways to cheat, each with the code that answers it. */
class CheatsTest {
  private final MarketScene scene = MarketScene.withArbiter();

  @Test
  @DisplayName("T-F1: buy below the price")
  void buyBelowThePrice() {
    Hash listing = scene.info(SELLER, 1_000);
    Json.Obj cheap = scene.placePayload(listing).put("amount", "999").build();
    Json.Obj dear = scene.placePayload(listing).put("amount", "1001").build();

    assertRefused(scene.submit(BUYER, PlaceRules.PLACE, cheap), "PRICE_MISMATCH");
    assertRefused(scene.submit(BUYER, PlaceRules.PLACE, dear), "PRICE_MISMATCH");
    assertThat(scene.available(BUYER)).isEqualTo(EACH);
  }

  @Test
  @DisplayName("T-F2: the price is changed in flight")
  void changeThePriceInFlight() {
    Hash listing = scene.info(SELLER, 1_000);
    Json.Obj seen = scene.placePayload(listing).build();
    Json.Obj raise =
        Json.object()
            .put("listingId", listing.hex())
            .put("resourcePrev", listing.hex())
            .put("price", "2000")
            .build();
    scene.make(SELLER, ListingRules.UPDATE, raise);

    assertRefused(scene.submit(BUYER, PlaceRules.PLACE, seen), "PREV_MISMATCH");
    assertRefused(
        scene.submit(BUYER, PlaceRules.PLACE, seen.with("amount", Json.of("2000"))),
        "PREV_MISMATCH");
  }

  @Test
  void changeTheTermsInFlight() {
    Hash listing = scene.info(SELLER, 1_000);
    Json.Obj seen = scene.placePayload(listing).build();
    Json.Obj hasty =
        Json.object()
            .put("listingId", listing.hex())
            .put("resourcePrev", listing.hex())
            .put("terms", Json.object().put("reviewMs", 1_000).build())
            .build();
    scene.make(SELLER, ListingRules.UPDATE, hasty);

    assertRefused(scene.submit(BUYER, PlaceRules.PLACE, seen), "PREV_MISMATCH");
  }

  @Test
  @DisplayName("T-F3: deliver somebody else's order")
  void deliverSomebodyElsesOrder() {
    Hash order = scene.infoOrder();

    assertRefused(scene.step(OrderAction.DELIVER, SECOND, order), "ORDER_NOT_SELLER");
    assertRefused(scene.step(OrderAction.DELIVER, BUYER, order), "ORDER_NOT_SELLER");
  }

  @Test
  @DisplayName("T-F4: the seller releases the money")
  void releaseTheMoneyAsItsReceiver() {
    Hash order = scene.infoOrder();
    scene.expect(scene.step(OrderAction.DELIVER, SELLER, order));

    assertRefused(scene.step(OrderAction.APPROVE, SELLER, order), "ORDER_NOT_BUYER");
    assertRefused(scene.share(OrderAction.SPLIT, SELLER, order, 1_000), "ORDER_COSIGN_MISSING");
    assertRefused(scene.step(OrderAction.CLOSE, SELLER, order), "ORDER_NOT_OVERDUE");
  }

  @Test
  void takeTheMoneyThroughTheWallet() {
    Hash order = scene.infoOrder();

    assertRefused(
        scene.submit(
            BUYER,
            EscrowExpires.TYPE,
            new EscrowExpire(order.hex(), scene.order(order).lastEvent()).payload()),
        "ESCROW_NOT_FOUND");
    assertThat(scene.locked(BUYER)).isEqualTo(1_000);
  }

  @Test
  @DisplayName("T-F5: review without a deal")
  void reviewWithoutADeal() {
    Hash order = scene.infoOrder();

    assertRefused(scene.step(OrderAction.REVIEW, BUYER, order), "ORDER_INVALID_STATE");
    scene.expect(scene.step(OrderAction.CANCEL, SELLER, order));
    assertRefused(scene.step(OrderAction.REVIEW, BUYER, order), "ORDER_INVALID_STATE");
    assertRefused(scene.step(OrderAction.REVIEW, STRANGER, order), "ORDER_NOT_PARTY");
  }

  @Test
  @DisplayName("T-F6: review oneself through a second DID")
  void dealWithOneselfThroughASecondDid() {
    Hash listing = scene.info(SELLER, 1_000);
    assertRefused(scene.place(SELLER, listing), "DEAL_WITH_SELF");

    document(SECOND, SELLER);
    assertRefused(scene.place(SECOND, listing), "SAME_CONTROLLER");
    document(STRANGER, SELLER);
    Hash ofSecond = scene.info(SECOND, 10);
    assertRefused(scene.place(STRANGER, ofSecond), "SAME_CONTROLLER");
    assertRefused(scene.place(SELLER, ofSecond), "SAME_CONTROLLER");
    assertRefused(scene.bid(SECOND, scene.openTask(SELLER, 1, 10), 5), "SAME_CONTROLLER");
    assertRefused(scene.take(SECOND, scene.fixedTask(SELLER, 5)), "SAME_CONTROLLER");
  }

  @Test
  void buyAsTheOperatorOfTheAgent() {
    Json.Obj payload = MarketScene.infoPayload(10).put("operator", SECOND.did().text()).build();
    Hash listing = scene.make(SELLER, PublishRules.INFO, payload);

    assertRefused(scene.place(SECOND, listing), "SAME_CONTROLLER");
    scene.expect(scene.place(BUYER, listing));
  }

  @Test
  @DisplayName("T-F7: resolve one's own dispute")
  void resolveOnesOwnDispute() {
    Hash order = scene.infoOrder();
    scene.expect(scene.step(OrderAction.DELIVER, SELLER, order));
    scene.expect(scene.step(OrderAction.DISPUTE, BUYER, order));
    scene.expect(scene.stake(BUYER));
    scene.expect(scene.stake(SELLER));

    assertRefused(scene.step(OrderAction.RULE, BUYER, order), "ORDER_NOT_ARBITER");
    assertRefused(scene.step(OrderAction.RULE, SELLER, order), "ORDER_NOT_ARBITER");
    assertRefused(scene.step(OrderAction.SPLIT, BUYER, order), "ORDER_COSIGN_MISSING");
    assertRefused(scene.step(OrderAction.SPLIT, SELLER, order), "ORDER_COSIGN_MISSING");
  }

  @Test
  void ruleWhereNobodyDisputes() {
    Hash order = scene.infoOrder();

    assertRefused(scene.step(OrderAction.RULE, ARBITER, order), "ORDER_INVALID_STATE");
    scene.expect(scene.step(OrderAction.DELIVER, SELLER, order));
    assertRefused(scene.step(OrderAction.RULE, ARBITER, order), "ORDER_INVALID_STATE");
  }

  @Test
  void claimTheSameDeliveryTwice() {
    Hash order = scene.infoOrder();
    scene.expect(scene.step(OrderAction.DELIVER, SELLER, order));
    assertRefused(scene.step(OrderAction.DELIVER, SELLER, order), "ORDER_INVALID_STATE");
    scene.expect(scene.step(OrderAction.APPROVE, BUYER, order));

    assertRefused(scene.step(OrderAction.APPROVE, BUYER, order), "ORDER_ENDED");
    assertRefused(scene.step(OrderAction.CLOSE, SELLER, order), "ORDER_ENDED");
  }

  @Test
  @DisplayName("T-F9: bid after the acceptance")
  void bidAfterTheAcceptance() {
    Hash task = scene.openTask(BUYER, 100, 200);
    scene.expect(scene.bid(SELLER, task, 150));
    scene.expect(scene.accept(BUYER, task, SELLER, scene.lastEvent(), 150));

    assertRefused(scene.bid(SECOND, task, 100), "LISTING_CLOSED");
    assertRefused(scene.accept(BUYER, task, SELLER, scene.lastEvent(), 150), "LISTING_CLOSED");
  }

  @Test
  @DisplayName("T-F14: a step on a state that has changed (resourcePrev)")
  void stepOnAnOrderThatHasChanged() {
    Hash order = scene.taskOrder();
    scene.expect(scene.step(OrderAction.DELIVER, SELLER, order));
    Json.Obj stale = scene.payload(OrderAction.APPROVE, order);
    scene.expect(scene.step(OrderAction.REVISE, BUYER, order));
    scene.expect(scene.step(OrderAction.DELIVER, SELLER, order));

    Verdict refused = scene.submit(BUYER, OrderAction.APPROVE.type(), stale);

    assertRefused(refused, "PREV_MISMATCH");
    assertThat(Verdicts.detail(refused, "resourcePrev"))
        .contains(scene.order(order).lastEvent().hex());
  }

  @Test
  void useAConsentAgainOrForAnotherSplit() {
    Hash order = scene.infoOrder();
    Json.Obj agreed = scene.payload(OrderAction.SPLIT, order);
    Json.Obj more = agreed.with("toSeller", Json.of("900"));
    List<Cosign> consent =
        List.of(BUYER.consent(scene.ledger().chain(), OrderAction.SPLIT.type(), agreed));

    Verdict altered =
        scene
            .ledger()
            .submit(
                SELLER.sign(
                    scene.ledger().envelope(SELLER, OrderAction.SPLIT.type(), more, 0, consent)));

    assertRefused(altered, "COSIGN_INVALID");
    assertThat(scene.order(order).state()).isEqualTo(Order.State.ACTIVE);
  }

  private void document(TestActor subject, TestActor controller) {
    Json.Obj document =
        Json.object()
            .put("id", subject.did().text())
            .put("controller", controller.did().text())
            .build();
    scene.make(subject, IdentityCreates.TYPE, Json.object().put("document", document).build());
  }

  private static void assertRefused(Verdict verdict, String code) {
    assertThat(Verdicts.of(verdict)).isEqualTo(code);
  }
}
