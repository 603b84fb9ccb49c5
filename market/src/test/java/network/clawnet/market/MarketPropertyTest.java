package network.clawnet.market;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import network.clawnet.core.codec.DecodeException;
import network.clawnet.core.codec.Json;
import network.clawnet.core.crypto.Hash;
import network.clawnet.core.event.Changes;
import network.clawnet.core.event.DueEntry;
import network.clawnet.core.identity.Did;
import network.clawnet.core.testing.Seeds;
import network.clawnet.core.testing.TestActor;
import network.clawnet.market.arbiter.Seat;
import network.clawnet.market.arbiter.SeatRules;
import network.clawnet.market.arbiter.Seats;
import network.clawnet.market.contract.Contract;
import network.clawnet.market.kernel.MarketModules;
import network.clawnet.market.lease.Lease;
import network.clawnet.market.lease.LeaseAction;
import network.clawnet.market.lease.LeaseStart;
import network.clawnet.market.listing.Listing;
import network.clawnet.market.listing.ListingRules;
import network.clawnet.market.listing.PublishRules;
import network.clawnet.market.order.Order;
import network.clawnet.market.order.OrderAction;
import network.clawnet.market.task.Bid;
import network.clawnet.market.task.Bids;
import network.clawnet.market.testing.MarketScene;
import org.junit.jupiter.api.Test;

/**
 * What holds after any sequence of market and contract events, sensible or not, by anybody at any
 * time.
 */
class MarketPropertyTest {
  private static final List<OrderAction> ACTIONS = List.of(OrderAction.values());
  private static final List<OrderAction> IN_DISPUTE =
      List.of(OrderAction.EVIDENCE, OrderAction.RULE);
  private static final List<LeaseAction> LEASE_ACTIONS = List.of(LeaseAction.values());
  private static final int WALKS = 12;
  private static final int STEPS = 400;
  private static final long LONG_AFTER = 40_000_000_000L;

  @Test
  void noSequenceMakesOrLosesMoneyOrLocksItForGood() {
    Set<Order.State> seen = EnumSet.noneOf(Order.State.class);
    Set<Contract.State> contracts = EnumSet.noneOf(Contract.State.class);
    Set<String> done = new TreeSet<>();
    Seeds.forAll(
        WALKS,
        random -> {
          Walk walk = new Walk(random);
          for (int i = 0; i < STEPS; i++) {
            walk.step();
            walk.check();
          }
          seen.addAll(walk.seen);
          contracts.addAll(walk.contracts.seen());
          done.addAll(walk.accepted);
          for (int i = 0; i < 3; i++) {
            walk.letPass(LONG_AFTER);
          }
          walk.check();
          walk.assertOnlySeatsAreLocked();
        });

    assertThat(seen)
        .as("the walks reach every state")
        .containsExactlyInAnyOrder(Order.State.values());
    assertThat(contracts).containsExactlyInAnyOrder(Contract.State.values());
    assertThat(done).as("every event succeeds somewhere").containsAll(marketTypes());
  }

  private static List<String> marketTypes() {
    return MarketScene.book().types().stream()
        .filter(it -> it.startsWith("market.") || it.startsWith("contract."))
        .toList();
  }

  /** One random sequence. */
  private static final class Walk {
    private final Random random;
    private final MarketScene scene = MarketScene.start();
    private final long supply = scene.ledger().tokens();
    private final List<Hash> listings = new ArrayList<>();
    private final List<Hash> orders = new ArrayList<>();
    private final List<Hash> leases = new ArrayList<>();
    private final Set<String> accepted = new TreeSet<>();
    private final Set<Order.State> seen = EnumSet.noneOf(Order.State.class);
    private final ContractWalk contracts;

    Walk(Random random) {
      this.random = random;
      this.contracts = new ContractWalk(random, scene, accepted);
      MarketScene.ALL.forEach(actor -> scene.expect(scene.stake(actor)));
      accepted.add(SeatRules.STAKE);
    }

    void step() {
      scene.ledger().holdDueBack(random.nextInt(4) == 0);
      scene.ledger().setTime(scene.ledger().time() + random.nextInt(400));
      int choice = random.nextInt(160);
      if (choice >= 100) {
        contracts.step();
      } else if (choice < 2) {
        letPass(random.nextInt(60_000));
      } else if (choice < 6) {
        scene.ledger().holdDueBack(true);
        scene.ledger().setTime(scene.ledger().time() + random.nextInt(60_000));
        move(pick(orders));
      } else if (choice < 12) {
        publish();
      } else if (choice < 18) {
        seat();
      } else if (choice < 24) {
        change(pick(listings));
      } else if (choice < 44) {
        start(pick(listings));
      } else if (choice < 60) {
        use(pick(leases));
      } else {
        move(pick(orders));
      }
    }

    void letPass(long millis) {
      scene.ledger().holdDueBack(false);
      scene.pass(millis);
    }

    List<Order> orders() {
      return orders.stream().map(scene::order).toList();
    }

    /** Supply, locked money and deadlines agree with the deals. */
    void check() {
      assertThat(scene.ledger().tokens()).as("supply").isEqualTo(supply);
      Map<Did, Long> held = new TreeMap<>();
      Set<DueEntry> expected = new TreeSet<>();
      for (Order order : orders()) {
        seen.add(order.state());
        if (!order.state().isFinal()) {
          held.merge(order.agreement().buyer(), order.agreement().amount().value(), Long::sum);
          expected.add(entry(dueClass(order), order.progress().deadline(), order.id().bytes()));
        }
      }
      contracts.check(held, expected);
      for (Hash id : leases) {
        Lease lease = scene.lease(id);
        if (lease.state() != Lease.State.SETTLED) {
          held.merge(lease.rental().renter(), lease.rental().amount().value(), Long::sum);
          expected.add(entry(MarketModules.DUE_LEASE, lease.deadline(), id.bytes()));
        }
      }
      for (Hash id : listings) {
        Listing listing = scene.listing(id);
        if (listing.status() == Listing.Status.OPEN) {
          boolean fixed = listing.kind() == Listing.Kind.TASK_FIXED;
          held.merge(listing.owner(), fixed ? listing.price().value() : 0, Long::sum);
          int dueClass = fixed ? MarketModules.DUE_TASK : MarketModules.DUE_LISTING;
          expected.add(entry(dueClass, listing.offer().expiresAt(), id.bytes()));
        }
      }
      for (TestActor actor : MarketScene.ALL) {
        Seats.get(scene.ledger().view(), actor.did())
            .ifPresent(
                seat -> {
                  held.merge(actor.did(), seat.stake().value(), Long::sum);
                  if (!seat.isDrawn()) {
                    expected.add(
                        entry(MarketModules.DUE_SEAT, seat.returnsAt(), actor.did().key().bytes()));
                  }
                });
        assertThat(scene.locked(actor))
            .as("locked = what deals and seats hold")
            .isEqualTo(held.getOrDefault(actor.did(), 0L));
      }
      assertThat(due()).as("each has its deadline and nothing else has").isEqualTo(expected);
    }

    void assertOnlySeatsAreLocked() {
      for (TestActor actor : MarketScene.ALL) {
        long seat =
            Seats.get(scene.ledger().view(), actor.did())
                .filter(Seat::isDrawn)
                .map(it -> it.stake().value())
                .orElse(0L);
        assertThat(scene.locked(actor)).isEqualTo(seat);
      }
      assertThat(orders()).allMatch(order -> order.state().isFinal());
      assertThat(leases).allMatch(it -> scene.lease(it).state() == Lease.State.SETTLED);
      assertThat(contracts.allEnded()).isTrue();
      assertThat(due()).isEmpty();
    }

    private Set<DueEntry> due() {
      Set<DueEntry> out = new TreeSet<>();
      for (byte[] key : scene.ledger().keys(Changes.DUE_MODULE)) {
        try {
          out.add(DueEntry.parse(key));
        } catch (DecodeException e) {
          throw new AssertionError(e);
        }
      }
      return out;
    }

    private static DueEntry entry(int dueClass, long time, byte[] id) {
      return new DueEntry(dueClass, time, id);
    }

    private static int dueClass(Order order) {
      return switch (order.state()) {
        case ACTIVE, REJECTED -> MarketModules.DUE_ORDER_REFUND;
        default -> MarketModules.DUE_ORDER_PAY;
      };
    }

    private void publish() {
      String price = Integer.toString(random.nextInt(3_000));
      Json.Builder payload = MarketScene.about("x").put("terms", MarketScene.TERMS);
      if (random.nextBoolean()) {
        payload.put("expiresAt", scene.ledger().time() + random.nextInt(60_000));
      }
      String type =
          switch (random.nextInt(4)) {
            case 0 -> {
              payload.put("price", price);
              yield PublishRules.INFO;
            }
            case 1 -> {
              payload.put("amount", price);
              yield PublishRules.TASK;
            }
            case 2 -> {
              payload.put("range", Json.object().put("min", "5").put("max", "500").build());
              yield PublishRules.TASK;
            }
            default -> {
              payload.put(
                  "plan", Json.object().put("type", "pay_per_use").put("price", "1").build());
              yield PublishRules.CAPABILITY;
            }
          };
      if (submit(any(), type, payload.build())) {
        listings.add(scene.lastEvent());
      }
    }

    private void seat() {
      TestActor actor = any();
      if (random.nextBoolean()) {
        submit(actor, SeatRules.STAKE, Json.object().put("amount", "1000").build());
      } else if (random.nextInt(4) == 0) {
        submit(actor, SeatRules.UNSTAKE, Json.Obj.EMPTY);
      }
    }

    private void change(Hash id) {
      if (id.equals(Hash.ZERO)) {
        return;
      }
      TestActor owner = random.nextInt(4) == 0 ? any() : actor(scene.listing(id).owner());
      Json.Builder payload =
          Json.object()
              .put("listingId", id.hex())
              .put("resourcePrev", scene.listing(id).lastEvent().hex());
      if (random.nextInt(4) == 0) {
        submit(owner, ListingRules.WITHDRAW, payload.build());
      } else {
        submit(owner, ListingRules.UPDATE, payload.put("price", "7").build());
      }
    }

    private void start(Hash id) {
      if (id.equals(Hash.ZERO)) {
        return;
      }
      Listing listing = scene.listing(id);
      boolean began =
          switch (listing.kind()) {
            case INFO -> note("market.order.place", scene.place(any(), id).accepted());
            case TASK_FIXED -> note("market.task.take", scene.take(any(), id).accepted());
            case TASK_RANGE -> bidOrAccept(listing);
            case CAPABILITY -> rent(id);
          };
      if (began) {
        orders.add(scene.lastEvent());
      }
    }

    /** Remembers the lease itself: it is no order. */
    private boolean rent(Hash id) {
      long units = 1L + random.nextInt(100);
      if (note(LeaseStart.START, scene.rent(any(), id, units).accepted())) {
        leases.add(scene.lastEvent());
      }
      return false;
    }

    private boolean bidOrAccept(Listing task) {
      TestActor worker = any();
      Optional<Bid> bid = Bids.get(scene.ledger().view(), task.id(), worker.did());
      if (bid.isEmpty()) {
        note("market.task.bid", scene.bid(worker, task.id(), random.nextInt(600)).accepted());
        return false;
      }
      if (random.nextInt(4) == 0) {
        submit(worker, "market.task.unbid", Json.object().put("taskId", task.id().hex()).build());
        return false;
      }
      return note(
          "market.task.accept",
          scene
              .accept(
                  actor(task.owner()),
                  task.id(),
                  worker,
                  bid.get().event(),
                  bid.get().price().value())
              .accepted());
    }

    private static List<OrderAction> sensible(Order.State state) {
      return switch (state) {
        case ACTIVE -> List.of(OrderAction.DELIVER);
        case DELIVERED ->
            List.of(
                OrderAction.APPROVE,
                OrderAction.REVISE,
                OrderAction.REJECT,
                OrderAction.DISPUTE,
                OrderAction.SPLIT);
        case REJECTED -> List.of(OrderAction.DISPUTE);
        case DISPUTED -> IN_DISPUTE;
        case PAID, REFUNDED, SPLIT -> ACTIONS;
      };
    }

    /** Returns whose turn it is: 0 buyer, 1 seller, 2 arbiter. */
    private static int turn(Order.State state, OrderAction action) {
      return switch (state) {
        case DELIVERED -> 0;
        case ACTIVE, REJECTED, PAID, REFUNDED, SPLIT -> 1;
        case DISPUTED -> action == OrderAction.RULE ? 2 : 0;
      };
    }

    /** Mostly what makes sense by whose turn it is, often with the other's consent. */
    private void move(Hash id) {
      if (id.equals(Hash.ZERO)) {
        return;
      }
      Order order = scene.order(id);
      if (order.isOverdueAt(scene.ledger().time())) {
        scene.ledger().holdDueBack(true);
        note(OrderAction.CLOSE.type(), scene.step(OrderAction.CLOSE, any(), id).accepted());
        return;
      }
      boolean sensible = !order.state().isFinal() && random.nextInt(3) > 0;
      List<OrderAction> actions = sensible ? sensible(order.state()) : ACTIONS;
      OrderAction action = actions.get(random.nextInt(actions.size()));
      List<Did> concerned =
          new ArrayList<>(List.of(order.agreement().buyer(), order.agreement().seller()));
      order.agreement().arbiter().ifPresent(concerned::add);
      TestActor issuer =
          sensible
              ? actor(concerned.get(Math.min(turn(order.state(), action), concerned.size() - 1)))
              : any();
      TestActor[] cosigners =
          random.nextBoolean()
              ? new TestActor[0]
              : new TestActor[] {actor(concerned.get(random.nextInt(2)))};
      if (action == OrderAction.RULE || action == OrderAction.SPLIT) {
        long share = random.nextLong(order.agreement().amount().value() + 2);
        note(action.type(), scene.share(action, issuer, id, share, cosigners).accepted());
      } else {
        note(action.type(), scene.step(action, issuer, id, cosigners).accepted());
      }
    }

    private void use(Hash id) {
      if (id.equals(Hash.ZERO)) {
        return;
      }
      Lease lease = scene.lease(id);
      if (lease.isOverdueAt(scene.ledger().time())) {
        scene.ledger().holdDueBack(true);
        note(LeaseAction.CLOSE.type(), scene.step(LeaseAction.CLOSE, any(), id).accepted());
        return;
      }
      boolean sensible = random.nextInt(3) > 0;
      LeaseAction action =
          sensible
              ? sensible(lease.state())
              : LEASE_ACTIONS.get(random.nextInt(LEASE_ACTIONS.size()));
      TestActor issuer = actor(lease.rental().provider());
      if (action == LeaseAction.RULE) {
        issuer = lease.rental().arbiter().map(Walk::actor).orElse(issuer);
      }
      TestActor[] cosigners =
          random.nextBoolean() ? new TestActor[0] : new TestActor[] {actor(renter(lease))};
      Json.Obj payload = scene.payload(action, id);
      if (action == LeaseAction.METER || action == LeaseAction.CLAIM) {
        payload = payload.with("units", Json.of(1L + random.nextInt(100)));
      } else if (action == LeaseAction.RULE) {
        long claimed = Math.max(0, lease.claimed() - lease.metered());
        long share = lease.metered() + random.nextLong(claimed + 2); // a unit is 1 Token
        payload = payload.with("toProvider", Json.of(Long.toString(share)));
      }
      note(action.type(), scene.submit(issuer, action.type(), payload, cosigners).accepted());
    }

    private LeaseAction sensible(Lease.State state) {
      return switch (state) {
        case ACTIVE -> random.nextBoolean() ? LeaseAction.METER : LeaseAction.END;
        case CLOSING -> LeaseAction.CLAIM;
        case DISPUTED, SETTLED -> LeaseAction.RULE;
      };
    }

    private static Did renter(Lease lease) {
      return lease.rental().renter();
    }

    private boolean submit(TestActor issuer, String type, Json.Obj payload) {
      return note(type, scene.submit(issuer, type, payload).accepted());
    }

    private boolean note(String type, boolean success) {
      if (success) {
        accepted.add(type);
      }
      return success;
    }

    /** One of the newest, for the older ones have mostly ended. */
    private Hash pick(List<Hash> ids) {
      int newest = Math.min(ids.size(), 6);
      return newest == 0 ? Hash.ZERO : ids.get(ids.size() - 1 - random.nextInt(newest));
    }

    private TestActor any() {
      return MarketScene.ALL.get(random.nextInt(MarketScene.ALL.size()));
    }

    private static TestActor actor(Did did) {
      return MarketScene.ALL.stream().filter(it -> it.did().equals(did)).findFirst().orElseThrow();
    }
  }
}
