package network.clawnet.wallet.testing;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import network.clawnet.core.account.FeeSchedule;
import network.clawnet.core.event.Rules;
import network.clawnet.core.testing.TestActor;
import network.clawnet.wallet.WalletModule;
import network.clawnet.wallet.escrow.Escrow;
import network.clawnet.wallet.escrow.ReleaseRule;

/**
 * Who may do what to an escrow from Alice to Bob with Carol as arbiter: the answer of every cell of
 * state × clock × action × actor. The cells come from the enums and the rule book, the answers from
 * the tables below; a new state, rule, type or actor fails until the tables know it.
 */
public final class EscrowTable {
  /** Who signs: the issuer, then those who consent. */
  @SuppressWarnings("ImmutableEnumChecker") // actors of tests never change
  public enum Actor {
    DEPOSITOR,
    BENEFICIARY,
    ARBITER,
    STRANGER,
    DEP_WITH_BEN,
    BEN_WITH_DEP,
    STR_WITH_ARB,
    STR_WITH_BOTH;

    public TestActor issuer() {
      return switch (this) {
        case DEPOSITOR, DEP_WITH_BEN -> WalletLedger.ALICE;
        case BENEFICIARY, BEN_WITH_DEP -> WalletLedger.BOB;
        case ARBITER -> WalletLedger.CAROL;
        case STRANGER, STR_WITH_ARB, STR_WITH_BOTH -> WalletLedger.MALLORY;
      };
    }

    public List<TestActor> cosigners() {
      return switch (this) {
        case DEPOSITOR, BENEFICIARY, ARBITER, STRANGER -> List.of();
        case DEP_WITH_BEN -> List.of(WalletLedger.BOB);
        case BEN_WITH_DEP -> List.of(WalletLedger.ALICE);
        case STR_WITH_ARB -> List.of(WalletLedger.CAROL);
        case STR_WITH_BOTH -> List.of(WalletLedger.ALICE, WalletLedger.BOB);
      };
    }
  }

  /** Whether the escrow has expired; its due entry is held back, as in full blocks. */
  public enum Clock {
    BEFORE_EXPIRY,
    AT_EXPIRY
  }

  /** What can be done: a type of the rule book, for a release with the rule that it names. */
  public record Action(String type, Optional<ReleaseRule.By> by) {
    @Override
    public String toString() {
      String verb = type.substring(type.lastIndexOf('.') + 1);
      return by.map(it -> verb + " " + it.text()).orElse(verb);
    }
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
          Map.entry("ok", Verdicts.ACCEPTED),
          Map.entry("exists", "ESCROW_EXISTS"),
          Map.entry("fund", "ESCROW_FUND_FORBIDDEN"),
          Map.entry("rel", "ESCROW_RELEASE_FORBIDDEN"),
          Map.entry("half", "ESCROW_COSIGN_MISSING"),
          Map.entry("back", "ESCROW_REFUND_FORBIDDEN"),
          Map.entry("late", "ESCROW_EXPIRED"),
          Map.entry("early", "ESCROW_NOT_EXPIRED"),
          Map.entry("empty", "ESCROW_INVALID_STATE"),
          Map.entry("done", "ESCROW_SETTLED"));

  private EscrowTable() {}

  /** Returns every action, a release once for each rule that it may name. */
  public static List<Action> actions() {
    List<Action> actions = new ArrayList<>();
    for (Rules<?> rules : WalletModule.rules(FeeSchedule.DEFAULT)) {
      if (rules.type().equals("wallet.escrow.release")) {
        for (ReleaseRule.By by : ReleaseRule.By.values()) {
          actions.add(new Action(rules.type(), Optional.of(by)));
        }
      } else if (rules.type().startsWith("wallet.escrow.")) {
        actions.add(new Action(rules.type(), Optional.empty()));
      }
    }
    return actions;
  }

  /** Returns the code that a cell answers, or {@link Verdicts#ACCEPTED}. */
  public static String expected(Escrow.State state, Clock clock, Action action, Actor actor) {
    String word = table(state, clock).getOrDefault(action + " by " + actor, "");
    return CODES.getOrDefault(word, "not in the table");
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
}
