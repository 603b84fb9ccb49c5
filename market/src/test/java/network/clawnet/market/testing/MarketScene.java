package network.clawnet.market.testing;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import network.clawnet.core.account.FeeSchedule;
import network.clawnet.core.codec.Json;
import network.clawnet.core.crypto.Hash;
import network.clawnet.core.directory.DirectoryModule;
import network.clawnet.core.event.DueRules;
import network.clawnet.core.event.RuleBook;
import network.clawnet.core.event.Rules;
import network.clawnet.core.event.SignedEvent;
import network.clawnet.core.event.Verdict;
import network.clawnet.core.identity.Did;
import network.clawnet.core.testing.LedgerFixture;
import network.clawnet.core.testing.TestActor;
import network.clawnet.core.units.Tokens;
import network.clawnet.market.MarketModule;
import network.clawnet.market.arbiter.SeatRules;
import network.clawnet.market.kernel.MarketParams;
import network.clawnet.market.lease.Lease;
import network.clawnet.market.lease.LeaseAction;
import network.clawnet.market.lease.LeaseStart;
import network.clawnet.market.lease.Leases;
import network.clawnet.market.listing.Listing;
import network.clawnet.market.listing.Listings;
import network.clawnet.market.listing.PublishRules;
import network.clawnet.market.order.Order;
import network.clawnet.market.order.OrderAction;
import network.clawnet.market.order.Orders;
import network.clawnet.market.order.PlaceRules;
import network.clawnet.market.task.BidRules;
import network.clawnet.market.task.StartRules;
import network.clawnet.wallet.WalletModule;
import network.clawnet.wallet.testing.Verdicts;

/** A ledger with every rule, six people on it, and short words for what they do in a market. */
public final class MarketScene {
  public static final TestActor BUYER = new TestActor("buyer");
  public static final TestActor SELLER = new TestActor("seller");
  public static final TestActor ARBITER = new TestActor("arbiter");
  public static final TestActor STRANGER = new TestActor("stranger");
  public static final TestActor SECOND = new TestActor("second");
  public static final TestActor THIRD = new TestActor("third");
  public static final List<TestActor> ALL =
      List.of(BUYER, SELLER, ARBITER, STRANGER, SECOND, THIRD);

  /** What everybody has at the start, in Token. */
  public static final long EACH = 100_000;

  /** Windows of the deals that the scenes make, milliseconds. */
  public static final long DELIVER_MS = 10_000;

  public static final long REVIEW_MS = 20_000;
  public static final long DISPUTE_MS = 40_000;
  public static final Json.Obj TERMS =
      Json.object()
          .put("deliverMs", DELIVER_MS)
          .put("reviewMs", REVIEW_MS)
          .put("disputeMs", DISPUTE_MS)
          .put("revisions", 2)
          .put("silentShare", 2_500)
          .build();

  private final LedgerFixture ledger;
  private Hash lastEvent = Hash.ZERO;

  private MarketScene(LedgerFixture ledger) {
    this.ledger = ledger;
  }

  /** Starts without any listing or arbiter. */
  public static MarketScene start() {
    TreeMap<Did, Tokens> balances = new TreeMap<>();
    ALL.forEach(actor -> balances.put(actor.did(), new Tokens(EACH)));
    return new MarketScene(LedgerFixture.start(book(), balances));
  }

  /** Starts with one arbiter, so that it is the one who is drawn. */
  public static MarketScene withArbiter() {
    MarketScene scene = start();
    scene.expect(scene.stake(ARBITER));
    return scene;
  }

  public static RuleBook book() {
    List<Rules<?>> rules = new ArrayList<>(WalletModule.rules(FeeSchedule.DEFAULT));
    rules.addAll(DirectoryModule.rules());
    rules.addAll(MarketModule.rules(MarketParams.DEFAULT));
    List<DueRules> due = new ArrayList<>(WalletModule.dueRules());
    due.addAll(MarketModule.dueRules(MarketParams.DEFAULT));
    return new RuleBook(rules, due);
  }

  public MarketScene copy() {
    return new MarketScene(ledger.copy());
  }

  public LedgerFixture ledger() {
    return ledger;
  }

  /** Returns the hash of the event that was submitted last: the id of what it made. */
  public Hash lastEvent() {
    return lastEvent;
  }

  public long available(TestActor actor) {
    return ledger.account(actor).available().value();
  }

  public long locked(TestActor actor) {
    return ledger.account(actor).locked().value();
  }

  public Listing listing(Hash id) {
    return Listings.get(ledger.view(), id).orElseThrow();
  }

  public Order order(Hash id) {
    return Orders.get(ledger.view(), id).orElseThrow();
  }

  /** Lets time pass and makes a block. */
  public void pass(long millis) {
    ledger.setTime(ledger.time() + millis);
    ledger.tick();
  }

  public Verdict submit(TestActor issuer, String type, Json.Obj payload, TestActor... cosigners) {
    SignedEvent event = ledger.event(issuer, type, payload, 0, cosigners);
    lastEvent = event.hash();
    return ledger.submit(event);
  }

  /** Submits what must succeed, and returns the id of what it made. */
  public Hash make(TestActor issuer, String type, Json.Obj payload) {
    expect(submit(issuer, type, payload));
    return lastEvent;
  }

  public void expect(Verdict verdict) {
    if (!verdict.accepted()) {
      throw new AssertionError("refused: " + Verdicts.of(verdict) + " " + verdict);
    }
  }

  public static Json.Builder about(String title) {
    return Json.object().put("about", Json.object().put("title", title).build());
  }

  public Hash info(TestActor seller, long price) {
    return make(seller, PublishRules.INFO, infoPayload(price).build());
  }

  public static Json.Builder infoPayload(long price) {
    return about("Prices of wheat").put("price", Long.toString(price)).put("terms", TERMS);
  }

  public Hash fixedTask(TestActor owner, long amount) {
    return make(
        owner,
        PublishRules.TASK,
        about("Translate a page").put("amount", Long.toString(amount)).put("terms", TERMS).build());
  }

  public Hash openTask(TestActor owner, long min, long max) {
    Json.Obj range =
        Json.object().put("min", Long.toString(min)).put("max", Long.toString(max)).build();
    return make(
        owner,
        PublishRules.TASK,
        about("Translate a book").put("range", range).put("terms", TERMS).build());
  }

  public Verdict place(TestActor buyer, Hash listing) {
    return submit(buyer, PlaceRules.PLACE, placePayload(listing).build());
  }

  public Json.Builder placePayload(Hash listing) {
    return Json.object()
        .put("listingId", listing.hex())
        .put("resourcePrev", listing(listing).lastEvent().hex())
        .put("amount", listing(listing).price().toString());
  }

  public Verdict bid(TestActor worker, Hash task, long price) {
    return submit(worker, BidRules.BID, onTask(task).put("price", Long.toString(price)).build());
  }

  public Verdict accept(TestActor owner, Hash task, TestActor bidder, Hash bid, long amount) {
    return submit(
        owner,
        StartRules.ACCEPT,
        onTask(task)
            .put("bidder", bidder.did().text())
            .put("bid", bid.hex())
            .put("amount", Long.toString(amount))
            .build());
  }

  public Verdict take(TestActor worker, Hash task) {
    return submit(worker, StartRules.TAKE, onTask(task).build());
  }

  public Json.Builder onTask(Hash task) {
    return Json.object()
        .put("taskId", task.hex())
        .put("resourcePrev", listing(task).lastEvent().hex());
  }

  public Verdict stake(TestActor arbiter) {
    return submit(arbiter, SeatRules.STAKE, Json.object().put("amount", "1000").build());
  }

  /** Does what needs no more words, with words that are always right. */
  public Verdict step(OrderAction action, TestActor issuer, Hash order, TestActor... cosigners) {
    return submit(issuer, action.type(), payload(action, order), cosigners);
  }

  /** Returns the payload of {@link #step}. */
  public Json.Obj payload(OrderAction action, Hash order) {
    Json.Builder payload = onOrder(order);
    switch (action) {
      case DELIVER -> payload.put("contentHash", Hash.sha256(new byte[] {1}).hex());
      case REVISE, REJECT, CANCEL, DISPUTE -> payload.put("reason", "because");
      case EVIDENCE ->
          payload.put("evidence", Json.of(List.of(Json.of(Hash.sha256(new byte[] {2}).hex()))));
      case RULE, SPLIT -> payload.put("toSeller", "400");
      case REVIEW -> payload.put("rating", 4);
      case APPROVE, CLOSE -> {}
    }
    return payload.build();
  }

  public Verdict share(
      OrderAction action, TestActor issuer, Hash order, long toSeller, TestActor... cosigners) {
    return submit(
        issuer,
        action.type(),
        onOrder(order).put("toSeller", Long.toString(toSeller)).build(),
        cosigners);
  }

  public Json.Builder onOrder(Hash order) {
    return Json.object()
        .put("orderId", order.hex())
        .put("resourcePrev", order(order).lastEvent().hex());
  }

  /** Makes an order of info for 1 000 Token. */
  public Hash infoOrder() {
    Hash listing = info(SELLER, 1_000);
    expect(place(BUYER, listing));
    return lastEvent;
  }

  /** Makes an order of a task for 1 000 Token: the buyer owns the task. */
  public Hash taskOrder() {
    Hash task = fixedTask(BUYER, 1_000);
    expect(take(SELLER, task));
    return lastEvent;
  }

  /** Lists a capability for 10 Token a unit, at most 100 units. */
  public Hash capability(TestActor provider) {
    Json.Obj plan =
        Json.object().put("type", "pay_per_use").put("price", "10").put("maxUnits", 100).build();
    return capability(provider, plan);
  }

  public Hash capability(TestActor provider, Json.Obj plan) {
    return make(
        provider,
        PublishRules.CAPABILITY,
        about("Reads scans").put("plan", plan).put("terms", TERMS).build());
  }

  public Verdict rent(TestActor renter, Hash listing, long units) {
    return submit(renter, LeaseStart.START, rentPayload(listing, units).build());
  }

  public Json.Builder rentPayload(Hash listing, long units) {
    return Json.object()
        .put("listingId", listing.hex())
        .put("resourcePrev", listing(listing).lastEvent().hex())
        .put("units", units)
        .put("amount", Long.toString(units * listing(listing).price().value()));
  }

  public Lease lease(Hash id) {
    return Leases.get(ledger.view(), id).orElseThrow();
  }

  /** Makes a lease of 100 units for 1 000 Token. */
  public Hash unitLease() {
    expect(rent(BUYER, capability(SELLER), 100));
    return lastEvent;
  }

  /** Does what needs no more words; a meter or a claim is of 60 units, a ruling of 500 Token. */
  public Verdict step(LeaseAction action, TestActor issuer, Hash lease, TestActor... cosigners) {
    return submit(issuer, action.type(), payload(action, lease), cosigners);
  }

  /** Returns the payload of {@link #step}. */
  public Json.Obj payload(LeaseAction action, Hash lease) {
    Json.Builder payload = onLease(lease);
    return switch (action) {
      case METER -> payload.put("units", 60).build().without("resourcePrev");
      case CLAIM -> payload.put("units", 60).put("reason", "because").build();
      case RULE -> payload.put("toProvider", "500").build();
      case END, CLOSE -> payload.build();
    };
  }

  public Verdict meter(TestActor issuer, Hash lease, long units, TestActor... cosigners) {
    Json.Obj payload = Json.object().put("leaseId", lease.hex()).put("units", units).build();
    return submit(issuer, LeaseAction.METER.type(), payload, cosigners);
  }

  public Json.Builder onLease(Hash lease) {
    return Json.object()
        .put("leaseId", lease.hex())
        .put("resourcePrev", lease(lease).lastEvent().hex());
  }
}
