package network.clawnet.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import network.clawnet.core.codec.Json;

/** Sales in the middle of which a node dies, is cut off, or never comes back. */
final class TradeFaults {
  private static final int BYTES = 3_000_000;
  private static final long PRICE = 100;
  private static final int CUT_SECONDS = 60;
  private static final long SHORT_DELIVERY_MS = 5_000;

  private final TradeScene scene;
  private final TradeDeals deals;

  TradeFaults(TradeScene scene, TradeDeals deals) {
    this.scene = scene;
    this.deals = deals;
  }

  /** The seller's agent finds after the restart what it owes. */
  void sellersNodeIsKilledAfterThePayment() throws Exception {
    byte[] content = TradeDeals.information(2, BYTES);
    String order = deals.bought(scene.sara.keeps(content), PRICE, TradeDeals.DAY_MS);
    scene.sellers().kill();
    scene.sellers().start();
    scene.sara.sees(TradeDeals.ORDERS + order, "active");
    Reply owed =
        scene
            .sara
            .node()
            .api()
            .get("/api/markets/orders?role=seller&state=active&did=" + scene.sara.did());
    assertThat(owed.toString()).contains(order);
    deals.deliverInfo(order, content);
    deals.acceptInfo(order, content, PRICE, "information, though her node was killed before");
  }

  /** What was on its way arrives after the restart, once. */
  void buyersNodeIsKilledAfterTheDelivery() throws Exception {
    byte[] content = TradeDeals.information(3, BYTES);
    String order = deals.bought(scene.sara.keeps(content), PRICE, TradeDeals.DAY_MS);
    deals.deliverInfo(order, content);
    scene.buyers().kill();
    scene.buyers().start();
    deals.acceptInfo(order, content, PRICE, "information, though his node was killed meanwhile");
  }

  /** Event and content wait on the seller's node, and go by themselves. */
  void theNetworkIsCut() {
    byte[] content = TradeDeals.information(4, BYTES);
    String order = deals.bought(scene.sara.keeps(content), PRICE, TradeDeals.DAY_MS);
    scene.sara.sees(TradeDeals.ORDERS + order, "active");
    String other = scene.buyers().api().get("/api/node/status").text("peerId");
    Json.Obj ban = Json.object().put("seconds", CUT_SECONDS).put("why", "a cut").build();
    scene.sellers().api().post("/api/node/peers/" + other + "/ban", ban).expect(200);
    Json.Builder delivery = TradeDeals.promised(content).put("did", scene.sara.did());
    scene
        .sellers()
        .api()
        .post(TradeDeals.ORDERS + order + "/deliver", delivery.build())
        .expect(200);
    Reply before = scene.ben.node().api().get(TradeDeals.ORDERS + order).expect(200);
    assertThat(before.text("state")).as("while it is cut").isEqualTo("active");
    scene.ben.sees(TradeDeals.ORDERS + order, "delivered");
    deals.acceptInfo(order, content, PRICE, "information, over a cut of a minute");
  }

  /** Nobody delivers: the deadline gives the money back, and the seller's reputation says why. */
  void theSellerIsGoneForGood() throws Exception {
    byte[] content = TradeDeals.information(5, BYTES);
    String order = deals.bought(scene.sara.keeps(content), PRICE, SHORT_DELIVERY_MS);
    scene.sellers().kill();
    scene.ben.sees(TradeDeals.ORDERS + order, "refunded");
    scene.book.refunded(scene.ben, scene.sara, PRICE, "information that never came");
    scene.sellers().start(); // to compare what it says in the end
  }
}
