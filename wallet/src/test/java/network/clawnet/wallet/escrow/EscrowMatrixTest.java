package network.clawnet.wallet.escrow;

import static network.clawnet.wallet.testing.Verdicts.ACCEPTED;
import static network.clawnet.wallet.testing.WalletLedger.ALICE;
import static network.clawnet.wallet.testing.WalletLedger.BOB;
import static network.clawnet.wallet.testing.WalletLedger.CAROL;
import static network.clawnet.wallet.testing.WalletLedger.MALLORY;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import network.clawnet.core.account.FeeSchedule;
import network.clawnet.core.codec.Json;
import network.clawnet.core.event.Rules;
import network.clawnet.core.event.Verdict;
import network.clawnet.core.testing.TestActor;
import network.clawnet.core.units.Tokens;
import network.clawnet.wallet.WalletModule;
import network.clawnet.wallet.testing.Verdicts;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Who may do what to an escrow in which state: every cell of state × clock × action × actor, each
 * tried with a correctly signed event. The cells come from the enums and the rule book, the answers
 * from the tables below; a new state, rule, type or actor fails until the tables know it.
 */
class EscrowMatrixTest {
  /** Who signs: the issuer, then those who consent. */
  private enum Actor {
    DEPOSITOR,
    BENEFICIARY,
    ARBITER,
    STRANGER,
    DEP_WITH_BEN,
    BEN_WITH_DEP,
    STR_WITH_ARB,
    STR_WITH_BOTH;

    TestActor issuer() {
      return switch (this) {
        case DEPOSITOR, DEP_WITH_BEN -> ALICE;
        case BENEFICIARY, BEN_WITH_DEP -> BOB;
        case ARBITER -> CAROL;
        case STRANGER, STR_WITH_ARB, STR_WITH_BOTH -> MALLORY;
      };
    }

    TestActor[] cosigners() {
      return switch (this) {
        case DEPOSITOR, BENEFICIARY, ARBITER, STRANGER -> new TestActor[0];
        case DEP_WITH_BEN -> new TestActor[] {BOB};
        case BEN_WITH_DEP -> new TestActor[] {ALICE};
        case STR_WITH_ARB -> new TestActor[] {CAROL};
        case STR_WITH_BOTH -> new TestActor[] {ALICE, BOB};
      };
    }
  }

  /** Whether the escrow has expired; its due entry is held back, as in full blocks. */
  private enum Clock {
    BEFORE_EXPIRY,
    AT_EXPIRY
  }

  private static final String HEADER =
      "action | DEPOSITOR | BENEFICIARY | ARBITER | STRANGER | DEP_WITH_BEN | BEN_WITH_DEP |"
          + " STR_WITH_ARB | STR_WITH_BOTH";

  // ok: accepted; the other short words are in CODES
  private static final String HOLDING =
      """
      create              | exists | exists | exists | exists | exists | exists | exists | exists
      fund                | ok     | fund   | fund   | fund   | ok     | fund   | fund   | fund
      release depositor   | ok     | rel    | rel    | rel    | ok     | ok     | rel    | ok
      release beneficiary | rel    | ok     | rel    | rel    | ok     | ok     | rel    | ok
      release arbiter     | rel    | rel    | ok     | rel    | rel    | rel    | ok     | rel
      release both        | half   | half   | rel    | rel    | ok     | ok     | rel    | ok
      refund              | back   | ok     | ok     | back   | ok     | ok     | ok     | ok
      expire              | early  | early  | early  | early  | early  | early  | early  | early
      """;
  private static final String HOLDING_EXPIRED =
      """
      create              | exists | exists | exists | exists | exists | exists | exists | exists
      fund                | late   | fund   | fund   | fund   | late   | fund   | fund   | fund
      release depositor   | late   | rel    | rel    | rel    | late   | late   | rel    | late
      release beneficiary | rel    | late   | rel    | rel    | late   | late   | rel    | late
      release arbiter     | rel    | rel    | late   | rel    | rel    | rel    | late   | rel
      release both        | half   | half   | rel    | rel    | late   | late   | rel    | late
      refund              | ok     | ok     | ok     | ok     | ok     | ok     | ok     | ok
      expire              | ok     | ok     | ok     | ok     | ok     | ok     | ok     | ok
      """;
  private static final String PENDING =
      """
      create              | exists | exists | exists | exists | exists | exists | exists | exists
      fund                | ok     | fund   | fund   | fund   | ok     | fund   | fund   | fund
      release depositor   | empty  | empty  | empty  | empty  | empty  | empty  | empty  | empty
      release beneficiary | empty  | empty  | empty  | empty  | empty  | empty  | empty  | empty
      release arbiter     | empty  | empty  | empty  | empty  | empty  | empty  | empty  | empty
      release both        | empty  | empty  | empty  | empty  | empty  | empty  | empty  | empty
      refund              | empty  | empty  | empty  | empty  | empty  | empty  | empty  | empty
      expire              | empty  | empty  | empty  | empty  | empty  | empty  | empty  | empty
      """;
  private static final String FINAL =
      """
      create              | exists | exists | exists | exists | exists | exists | exists | exists
      fund                | done   | done   | done   | done   | done   | done   | done   | done
      release depositor   | done   | done   | done   | done   | done   | done   | done   | done
      release beneficiary | done   | done   | done   | done   | done   | done   | done   | done
      release arbiter     | done   | done   | done   | done   | done   | done   | done   | done
      release both        | done   | done   | done   | done   | done   | done   | done   | done
      refund              | done   | done   | done   | done   | done   | done   | done   | done
      expire              | done   | done   | done   | done   | done   | done   | done   | done
      """;

  private static final Map<String, String> CODES =
      Map.ofEntries(
          Map.entry("ok", ACCEPTED),
          Map.entry("exists", "ESCROW_EXISTS"),
          Map.entry("fund", "ESCROW_FUND_FORBIDDEN"),
          Map.entry("rel", "ESCROW_RELEASE_FORBIDDEN"),
          Map.entry("half", "ESCROW_COSIGN_MISSING"),
          Map.entry("back", "ESCROW_REFUND_FORBIDDEN"),
          Map.entry("late", "ESCROW_EXPIRED"),
          Map.entry("early", "ESCROW_NOT_EXPIRED"),
          Map.entry("empty", "ESCROW_INVALID_STATE"),
          Map.entry("done", "ESCROW_SETTLED"));

  private static final Map<Escrow.State, EscrowScene> SCENES = new EnumMap<>(Escrow.State.class);

  @BeforeAll
  static void buildOneSceneOfEachState() {
    for (Escrow.State state : Escrow.State.values()) {
      EscrowScene scene = scene(state);
      assertThat(scene.escrow().state()).isEqualTo(state);
      SCENES.put(state, scene);
    }
  }

  @Test
  void everyCellIsAllowedOrAnswersItsOwnCode() {
    Map<String, String> expected = new TreeMap<>();
    Map<String, String> actual = new TreeMap<>();
    for (Escrow.State state : Escrow.State.values()) {
      for (Clock clock : Clock.values()) {
        Map<String, String> table = table(state, clock);
        for (Action action : actions()) {
          for (Actor actor : Actor.values()) {
            String cell = action + " by " + actor;
            String name = state + " " + clock + ": " + cell;
            expected.put(
                name, CODES.getOrDefault(table.getOrDefault(cell, ""), "not in the table"));
            actual.put(name, tryOut(state, clock, action, actor));
          }
        }
      }
    }

    assertThat(actual).isEqualTo(expected);
    assertThat(actual).hasSize(6 * 2 * 8 * 8);
  }

  /** What can be done: a type of the rule book, for a release with the rule that it names. */
  private record Action(String type, Optional<ReleaseRule.By> by) {
    @Override
    public String toString() {
      String verb = type.substring(type.lastIndexOf('.') + 1);
      return by.map(it -> verb + " " + it.text()).orElse(verb);
    }
  }

  private static List<Action> actions() {
    List<Action> actions = new ArrayList<>();
    for (Rules<?> rules : WalletModule.rules(FeeSchedule.DEFAULT)) {
      if (rules.type().equals(EscrowReleases.TYPE)) {
        for (ReleaseRule.By by : ReleaseRule.By.values()) {
          actions.add(new Action(rules.type(), Optional.of(by)));
        }
      } else if (rules.type().startsWith("wallet.escrow.")) {
        actions.add(new Action(rules.type(), Optional.empty()));
      }
    }
    return actions;
  }

  private static Map<String, String> table(Escrow.State state, Clock clock) {
    boolean expired = clock == Clock.AT_EXPIRY;
    return switch (state) {
      case PENDING -> parse(expired ? PENDING.replace("| ok ", "| late ") : PENDING);
      case FUNDED, RELEASING -> parse(expired ? HOLDING_EXPIRED : HOLDING);
      case RELEASED, REFUNDED, SETTLED -> parse(FINAL);
    };
  }

  private static Map<String, String> parse(String table) {
    List<String> columns = cells(HEADER);
    Map<String, String> out = new TreeMap<>();
    for (String line : table.lines().toList()) {
      List<String> row = cells(line);
      for (int i = 1; i < columns.size(); i++) {
        out.put(row.get(0) + " by " + columns.get(i), row.get(i));
      }
    }
    return out;
  }

  private static List<String> cells(String line) {
    return Arrays.stream(line.split("\\|")).map(String::strip).toList();
  }

  private static EscrowScene scene(Escrow.State state) {
    EscrowScene scene = EscrowScene.start();
    scene.expect(scene.create(EscrowScene.create(100, state != Escrow.State.PENDING)));
    switch (state) {
      case PENDING, FUNDED -> {}
      case RELEASING -> scene.expect(scene.release(ALICE, "depositor", 40));
      case RELEASED -> scene.expect(scene.release(ALICE, "depositor", 100));
      case REFUNDED -> scene.expect(scene.refund(BOB, 100));
      case SETTLED -> {
        scene.expect(scene.release(ALICE, "depositor", 40));
        scene.expect(scene.refund(BOB, 60));
      }
    }
    return scene;
  }

  private static String tryOut(Escrow.State state, Clock clock, Action action, Actor actor) {
    EscrowScene scene = Objects.requireNonNull(SCENES.get(state)).copy();
    if (clock == Clock.AT_EXPIRY) {
      scene.ledger().holdDueBack(true);
      scene.ledger().setTime(EscrowScene.EXPIRES_AT);
    }
    Escrow before = scene.escrow();
    long supply = scene.ledger().tokens();

    Verdict verdict =
        scene.submit(actor.issuer(), action.type(), payload(action, scene), actor.cosigners());

    boolean changed = !scene.escrow().equals(before);
    assertThat(changed).as("the escrow changes exactly if accepted").isEqualTo(verdict.accepted());
    assertThat(scene.ledger().tokens()).isEqualTo(supply);
    assertThat(scene.ledger().account(ALICE).locked()).isEqualTo(scene.escrow().remaining());
    return Verdicts.of(verdict);
  }

  private static Json.Obj payload(Action action, EscrowScene scene) {
    Tokens ten = new Tokens(10);
    return switch (action.type()) {
      case EscrowCreates.TYPE ->
          new EscrowCreate(
                  Optional.of(EscrowScene.ID),
                  new TestActor("somebody else").did(),
                  ten,
                  List.of(new ReleaseRule("r", ReleaseRule.By.DEPOSITOR, 0)),
                  Optional.empty(),
                  0,
                  true)
              .payload();
      case EscrowFunds.TYPE -> new EscrowFund(EscrowScene.ID, ten, scene.last()).payload();
      case EscrowReleases.TYPE ->
          new EscrowRelease(EscrowScene.ID, ten, action.by().orElseThrow().text(), scene.last())
              .payload();
      case EscrowRefunds.TYPE ->
          new EscrowRefund(EscrowScene.ID, ten, "why", scene.last()).payload();
      case EscrowExpires.TYPE -> new EscrowExpire(EscrowScene.ID, scene.last()).payload();
      default -> throw new AssertionError("no payload for " + action.type());
    };
  }
}
