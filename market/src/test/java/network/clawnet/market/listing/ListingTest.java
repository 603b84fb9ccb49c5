package network.clawnet.market.listing;

import static network.clawnet.market.testing.MarketScene.BUYER;
import static network.clawnet.market.testing.MarketScene.EACH;
import static network.clawnet.market.testing.MarketScene.SECOND;
import static network.clawnet.market.testing.MarketScene.SELLER;
import static network.clawnet.market.testing.MarketScene.STRANGER;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import network.clawnet.core.codec.Json;
import network.clawnet.core.crypto.Hash;
import network.clawnet.core.event.Changes;
import network.clawnet.core.event.Verdict;
import network.clawnet.core.testing.TestActor;
import network.clawnet.core.units.Tokens;
import network.clawnet.market.testing.MarketScene;
import network.clawnet.wallet.testing.Verdicts;
import org.junit.jupiter.api.Test;

class ListingTest {
  private static final Json.Obj PLAN =
      Json.object().put("type", "pay_per_use").put("price", "2").put("maxUnits", 100).build();

  private final MarketScene scene = MarketScene.withArbiter();

  @Test
  void everyCellOfUpdateAndWithdrawIsAllowedOrAnswersItsOwnCode() {
    Map<String, String> expected = new TreeMap<>();
    Map<String, String> actual = new TreeMap<>();
    for (Listing.Kind kind : Listing.Kind.values()) {
      for (Listing.Status status : Listing.Status.values()) {
        for (String type : List.of(ListingRules.UPDATE, ListingRules.WITHDRAW)) {
          for (TestActor actor : List.of(SELLER, STRANGER)) {
            if (status != Listing.Status.TAKEN || kind.isTask()) {
              String name = kind + " " + status + " " + type + " by " + actor;
              expected.put(name, expected(kind, status, type, actor));
              actual.put(name, tryOut(kind, status, type, actor));
            }
          }
        }
      }
    }

    assertThat(actual).isEqualTo(expected);
    assertThat(actual).hasSize((4 * 4 - 2) * 2 * 2);
  }

  @Test
  void aListingIsOpenUntilItsExpiryAndNotAtIt() {
    long expiresAt = scene.ledger().time() + 500;
    Hash listing =
        scene.make(
            SELLER,
            PublishRules.INFO,
            MarketScene.infoPayload(10).put("expiresAt", expiresAt).build());
    MarketScene late = scene.copy();

    scene.ledger().setTime(expiresAt - 1);
    scene.expect(scene.place(BUYER, listing));
    late.ledger().holdDueBack(true);
    late.ledger().setTime(expiresAt);
    Verdict refused = late.place(BUYER, listing);

    assertThat(Verdicts.of(refused)).isEqualTo("LISTING_CLOSED");
    assertThat(Verdicts.detail(refused, "state")).isEqualTo("\"expired\"");
    late.ledger().holdDueBack(false);
    late.pass(0);
    assertThat(late.listing(listing).status()).isEqualTo(Listing.Status.EXPIRED);
    assertThat(Listings.about(late.ledger().view(), listing)).isEmpty();
  }

  @Test
  void anExpiryIsAheadAndWithinAYear() {
    long now = scene.ledger().time();

    assertThat(expiring(now)).isEqualTo("LISTING_EXPIRY");
    assertThat(expiring(now + 1)).isEqualTo(Verdicts.ACCEPTED);
    assertThat(expiring(now + Offer.MAX_AGE_MS)).isEqualTo(Verdicts.ACCEPTED);
    assertThat(expiring(now + Offer.MAX_AGE_MS + 1)).isEqualTo("LISTING_EXPIRY");
  }

  @Test
  void anUpdateReplacesWhatItNamesAndMovesTheExpiry() {
    Hash listing = scene.info(SELLER, 10);
    Offer before = scene.listing(listing).offer();
    long expiresAt = scene.ledger().time() + 700;

    scene.make(
        SELLER,
        ListingRules.UPDATE,
        onListing(listing).put("price", "12").put("expiresAt", expiresAt).build());

    Offer after = scene.listing(listing).offer();
    assertThat(after.pricing()).isEqualTo(Pricing.fixed(new Tokens(12)));
    assertThat(after.terms()).isEqualTo(before.terms());
    assertThat(scene.listing(listing).lastEvent()).isEqualTo(scene.lastEvent());
    scene.pass(700);
    assertThat(scene.listing(listing).status()).isEqualTo(Listing.Status.EXPIRED);
    assertThat(dueListings()).isZero();
  }

  @Test
  void aFixedTaskLocksItsPriceUntilItIsTakenWithdrawnOrExpired() {
    Hash first = scene.fixedTask(BUYER, 300);
    assertThat(scene.locked(BUYER)).isEqualTo(300);

    scene.make(BUYER, ListingRules.WITHDRAW, onListing(first).build());
    assertThat(scene.locked(BUYER)).isZero();
    scene.fixedTask(BUYER, 400);
    scene.pass(Offer.DEFAULT_AGE_MS);

    assertThat(scene.locked(BUYER)).isZero();
    assertThat(scene.available(BUYER)).isEqualTo(EACH);
    assertThat(dueListings()).isZero();
  }

  @Test
  void anExpiredTaskThatNoBlockHadRoomForIsWithdrawn() {
    Hash task = scene.fixedTask(BUYER, 300);
    scene.ledger().holdDueBack(true);
    scene.ledger().setTime(scene.listing(task).offer().expiresAt());

    scene.make(BUYER, ListingRules.WITHDRAW, onListing(task).build());

    assertThat(scene.locked(BUYER)).isZero();
  }

  @Test
  void runsNoMoreDealsAtOnceThanItAllows() {
    Hash listing =
        scene.make(
            SELLER, PublishRules.INFO, MarketScene.infoPayload(10).put("maxOpen", 1).build());
    scene.expect(scene.place(BUYER, listing));

    assertThat(Verdicts.of(scene.place(SECOND, listing))).isEqualTo("LISTING_FULL");

    scene.pass(MarketScene.DELIVER_MS);
    scene.expect(scene.place(SECOND, listing));
  }

  @Test
  void onlyInfoIsOrdered() {
    Hash task = scene.fixedTask(SELLER, 10);

    assertThat(Verdicts.of(scene.place(BUYER, task))).isEqualTo("LISTING_KIND");
  }

  @Test
  void aPublicationThatBreaksItsFormIsRefusedByName() {
    Json.Obj fine = MarketScene.infoPayload(10).build();
    Json.Obj title = Json.object().put("title", "x".repeat(201)).build();
    Json.Obj large = Json.object().put("title", "x").put("text", "x".repeat(8 * 1024)).build();

    assertThat(publish(PublishRules.INFO, fine.with("price", Json.of("0"))))
        .isEqualTo("ZERO_AMOUNT");
    for (Json.Obj wrong :
        List.of(
            fine.without("about"),
            fine.with("about", Json.Obj.EMPTY),
            fine.with("about", title),
            fine.with("about", large),
            fine.without("price"),
            fine.with("price", Json.of(10)),
            fine.with("maxOpen", Json.of(0)),
            fine.with("range", Json.Obj.EMPTY),
            fine.with("terms", Json.object().put("reviewMs", 999).build()),
            fine.with("terms", Json.object().put("silentShare", 10_001).build()))) {
      assertThat(publish(PublishRules.INFO, wrong)).as("%s", wrong).isEqualTo("PAYLOAD_INVALID");
    }
  }

  @Test
  void aTaskHasOnePriceOrARangeInOrder() {
    Json.Obj task = MarketScene.about("t").build();
    Json.Obj range = Json.object().put("min", "5").put("max", "4").build();

    assertThat(publish(PublishRules.TASK, task)).isEqualTo("PAYLOAD_INVALID");
    assertThat(publish(PublishRules.TASK, task.with("range", range).with("amount", Json.of("5"))))
        .isEqualTo("PAYLOAD_INVALID");
    assertThat(publish(PublishRules.TASK, task.with("range", range))).isEqualTo("RANGE_INVALID");
    assertThat(publish(PublishRules.TASK, task.with("amount", Json.of(EACH + 1 + ""))))
        .isEqualTo("INSUFFICIENT_BALANCE");
  }

  private static String expected(
      Listing.Kind kind, Listing.Status status, String type, TestActor actor) {
    if (status != Listing.Status.OPEN) {
      return "LISTING_CLOSED";
    }
    if (actor != SELLER) {
      return "LISTING_FORBIDDEN";
    }
    return type.equals(ListingRules.UPDATE) && kind.isTask() ? "LISTING_KIND" : Verdicts.ACCEPTED;
  }

  private String tryOut(Listing.Kind kind, Listing.Status status, String type, TestActor actor) {
    MarketScene own = scene.copy();
    Hash listing = listing(own, kind);
    switch (status) {
      case OPEN -> {}
      case TAKEN -> take(own, kind, listing);
      case WITHDRAWN -> own.make(SELLER, ListingRules.WITHDRAW, onListing(own, listing).build());
      case EXPIRED -> own.pass(Offer.DEFAULT_AGE_MS);
    }
    assertThat(own.listing(listing).status()).isEqualTo(status);
    return Verdicts.of(own.submit(actor, type, onListing(own, listing).build()));
  }

  private static Hash listing(MarketScene own, Listing.Kind kind) {
    return switch (kind) {
      case INFO -> own.info(SELLER, 10);
      case CAPABILITY ->
          own.make(
              SELLER, PublishRules.CAPABILITY, MarketScene.about("OCR").put("plan", PLAN).build());
      case TASK_FIXED -> own.fixedTask(SELLER, 10);
      case TASK_RANGE -> own.openTask(SELLER, 10, 20);
    };
  }

  private static void take(MarketScene own, Listing.Kind kind, Hash task) {
    if (kind == Listing.Kind.TASK_FIXED) {
      own.expect(own.take(BUYER, task));
    } else {
      own.expect(own.bid(BUYER, task, 15));
      own.expect(own.accept(SELLER, task, BUYER, own.lastEvent(), 15));
    }
  }

  private String expiring(long expiresAt) {
    return publish(
        PublishRules.INFO, MarketScene.infoPayload(10).put("expiresAt", expiresAt).build());
  }

  private String publish(String type, Json.Obj payload) {
    return Verdicts.of(scene.submit(SELLER, type, payload));
  }

  private int dueListings() {
    return (int)
        scene.ledger().keys(Changes.DUE_MODULE).stream().filter(key -> key[0] != 3).count();
  }

  private Json.Builder onListing(Hash listing) {
    return onListing(scene, listing);
  }

  private static Json.Builder onListing(MarketScene scene, Hash listing) {
    return Json.object()
        .put("listingId", listing.hex())
        .put("resourcePrev", scene.listing(listing).lastEvent().hex());
  }
}
