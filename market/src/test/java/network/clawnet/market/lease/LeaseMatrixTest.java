package network.clawnet.market.lease;

import static network.clawnet.market.testing.MarketScene.ARBITER;
import static network.clawnet.market.testing.MarketScene.BUYER;
import static network.clawnet.market.testing.MarketScene.SELLER;
import static network.clawnet.market.testing.MarketScene.STRANGER;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import network.clawnet.core.codec.Json;
import network.clawnet.core.crypto.Hash;
import network.clawnet.core.event.Verdict;
import network.clawnet.core.testing.TestActor;
import network.clawnet.market.testing.MarketScene;
import network.clawnet.wallet.testing.Verdicts;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Who may do what to a lease: every cell of state × clock × action × actor, tried with a correctly
 * signed event. The cells come from the enums, the answers from the tables below.
 */
class LeaseMatrixTest {
  /** Who signs: the issuer, then those who consent. */
  @SuppressWarnings("ImmutableEnumChecker") // actors of tests never change
  private enum Actor {
    RENTER(BUYER),
    PROVIDER(SELLER),
    ARBITRATOR(ARBITER),
    OTHER(STRANGER),
    REN_WITH_PRO(BUYER, SELLER),
    PRO_WITH_REN(SELLER, BUYER),
    OTH_WITH_ARB(STRANGER, ARBITER),
    OTH_WITH_BOTH(STRANGER, BUYER, SELLER);

    private final TestActor issuer;
    private final List<TestActor> cosigners;

    Actor(TestActor issuer, TestActor... cosigners) {
      this.issuer = issuer;
      this.cosigners = List.of(cosigners);
    }
  }

  /** Whether the deadline has come; the due entry is held back, as in full blocks. */
  private enum Clock {
    BEFORE,
    AT_DEADLINE
  }

  private static final String HEADER =
      "action | RENTER | PROVIDER | ARBITRATOR | OTHER | REN_WITH_PRO | PRO_WITH_REN |"
          + " OTH_WITH_ARB | OTH_WITH_BOTH";

  // as in OrderTable; back: not more than both have signed
  private static final String ACTIVE =
      """
      METER | half  | half  | party | party | ok    | ok    | party | ok
      END   | ok    | ok    | party | party | ok    | ok    | party | ok
      CLAIM | pro   | state | pro   | pro   | state | state | pro   | state
      RULE  | arb   | arb   | state | arb   | arb   | arb   | state | arb
      CLOSE | early | early | early | early | early | early | early | early
      """;
  private static final String CLOSING =
      """
      METER | half  | half  | party | party | ok    | ok    | party | ok
      END   | half  | half  | party | party | ok    | ok    | party | ok
      CLAIM | pro   | ok    | pro   | pro   | ok    | ok    | pro   | ok
      RULE  | arb   | arb   | state | arb   | arb   | arb   | state | arb
      CLOSE | early | early | early | early | early | early | early | early
      """;
  private static final String DISPUTED =
      """
      METER | half  | half  | party | party | ok    | ok    | party | ok
      END   | half  | half  | party | party | ok    | ok    | party | ok
      CLAIM | pro   | state | pro   | pro   | state | state | pro   | state
      RULE  | arb   | arb   | ok    | arb   | arb   | arb   | ok    | arb
      CLOSE | early | early | early | early | early | early | early | early
      """;

  private static final Map<String, String> CODES =
      Map.ofEntries(
          Map.entry("ok", Verdicts.ACCEPTED),
          Map.entry("pro", "LEASE_NOT_PROVIDER"),
          Map.entry("arb", "LEASE_NOT_ARBITER"),
          Map.entry("party", "LEASE_NOT_PARTY"),
          Map.entry("half", "LEASE_COSIGN_MISSING"),
          Map.entry("state", "LEASE_INVALID_STATE"),
          Map.entry("late", "LEASE_OVERDUE"),
          Map.entry("early", "LEASE_NOT_OVERDUE"),
          Map.entry("done", "LEASE_ENDED"));

  private static final Map<Lease.State, MarketScene> SCENES = new EnumMap<>(Lease.State.class);
  private static final Map<Lease.State, Hash> LEASES = new EnumMap<>(Lease.State.class);

  @BeforeAll
  static void buildOneSceneOfEachState() {
    for (Lease.State state : Lease.State.values()) {
      MarketScene scene = MarketScene.withArbiter();
      Hash lease = scene.unitLease();
      if (state != Lease.State.ACTIVE) {
        scene.expect(scene.step(LeaseAction.END, BUYER, lease));
      }
      switch (state) {
        case ACTIVE, CLOSING -> {}
        case DISPUTED -> scene.expect(scene.step(LeaseAction.CLAIM, SELLER, lease));
        case SETTLED -> scene.expect(scene.step(LeaseAction.END, SELLER, lease, BUYER));
      }
      assertThat(scene.lease(lease).state()).isEqualTo(state);
      SCENES.put(state, scene);
      LEASES.put(state, lease);
    }
  }

  @Test
  void everyCellIsAllowedOrAnswersItsOwnCode() {
    Map<String, String> expected = new TreeMap<>();
    Map<String, String> actual = new TreeMap<>();
    for (Lease.State state : Lease.State.values()) {
      for (Clock clock : Clock.values()) {
        for (LeaseAction action : LeaseAction.values()) {
          for (Actor actor : Actor.values()) {
            String name = state + " " + clock + ": " + action + " by " + actor;
            expected.put(name, expected(state, clock, action, actor));
            actual.put(name, tryOut(state, clock, action, actor));
          }
        }
      }
    }

    assertThat(actual).isEqualTo(expected);
    assertThat(actual).hasSize(4 * 2 * 5 * 8);
  }

  @Test
  void aLeaseThatIsNotThereIsNotFound() {
    MarketScene empty = MarketScene.start();
    for (LeaseAction action : LeaseAction.values()) {
      MarketScene scene = Objects.requireNonNull(SCENES.get(Lease.State.ACTIVE));
      Json.Obj payload =
          scene.payload(action, Objects.requireNonNull(LEASES.get(Lease.State.ACTIVE)));

      assertThat(Verdicts.of(empty.submit(BUYER, action.type(), payload)))
          .as(action.type())
          .isEqualTo("LEASE_NOT_FOUND");
    }
  }

  private static String tryOut(Lease.State state, Clock clock, LeaseAction action, Actor actor) {
    MarketScene scene = Objects.requireNonNull(SCENES.get(state)).copy();
    Hash lease = Objects.requireNonNull(LEASES.get(state));
    Lease before = scene.lease(lease);
    if (clock == Clock.AT_DEADLINE) {
      scene.ledger().holdDueBack(true);
      scene.ledger().setTime(before.deadline());
    }
    long supply = scene.ledger().tokens();

    Verdict verdict =
        scene.step(action, actor.issuer, lease, actor.cosigners.toArray(TestActor[]::new));

    Lease after = scene.lease(lease);
    assertThat(!after.equals(before))
        .as("changes exactly if accepted")
        .isEqualTo(verdict.accepted());
    assertThat(scene.ledger().tokens()).isEqualTo(supply);
    assertThat(scene.locked(BUYER)).isEqualTo(after.state() == Lease.State.SETTLED ? 0 : 1_000);
    return Verdicts.of(verdict);
  }

  private static String expected(Lease.State state, Clock clock, LeaseAction action, Actor actor) {
    String word =
        switch (state) {
          case ACTIVE -> cell(ACTIVE, action, actor);
          case CLOSING -> cell(CLOSING, action, actor);
          case DISPUTED -> cell(DISPUTED, action, actor);
          case SETTLED -> "done";
        };
    if (clock == Clock.AT_DEADLINE) {
      boolean alone = word.equals("half") && action == LeaseAction.END;
      word =
          switch (alone ? "ok" : word) {
            case "ok", "state" -> "late";
            case "early" -> "ok";
            default -> word;
          };
    }
    return CODES.getOrDefault(word, "not in the table");
  }

  private static String cell(String table, LeaseAction action, Actor actor) {
    int column = cells(HEADER).indexOf(actor.name());
    for (String line : table.lines().toList()) {
      if (cells(line).get(0).equals(action.name())) {
        return cells(line).get(column);
      }
    }
    return "";
  }

  private static List<String> cells(String line) {
    return Arrays.stream(line.split("\\|")).map(String::strip).toList();
  }
}
