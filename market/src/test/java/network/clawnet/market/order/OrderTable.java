package network.clawnet.market.order;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import network.clawnet.core.testing.TestActor;
import network.clawnet.market.testing.MarketScene;
import network.clawnet.wallet.testing.Verdicts;

/**
 * Who may do what to an order: the answer of every cell of state × clock × action × actor. The
 * cells come from the enums, the answers from the tables below; a new state, action or actor fails
 * until the tables know it.
 */
final class OrderTable {
  /** Who signs: the issuer, then those who consent. */
  @SuppressWarnings("ImmutableEnumChecker") // actors of tests never change
  enum Actor {
    BUYER(MarketScene.BUYER),
    SELLER(MarketScene.SELLER),
    ARBITER(MarketScene.ARBITER),
    STRANGER(MarketScene.STRANGER),
    BUY_WITH_SEL(MarketScene.BUYER, MarketScene.SELLER),
    SEL_WITH_BUY(MarketScene.SELLER, MarketScene.BUYER),
    STR_WITH_ARB(MarketScene.STRANGER, MarketScene.ARBITER),
    STR_WITH_BOTH(MarketScene.STRANGER, MarketScene.BUYER, MarketScene.SELLER);

    private final TestActor issuer;
    private final List<TestActor> cosigners;

    Actor(TestActor issuer, TestActor... cosigners) {
      this.issuer = issuer;
      this.cosigners = List.of(cosigners);
    }

    TestActor issuer() {
      return issuer;
    }

    TestActor[] cosigners() {
      return cosigners.toArray(TestActor[]::new);
    }
  }

  /** Whether the deadline has come; the due entry is held back, as in full blocks. */
  enum Clock {
    BEFORE,
    AT_DEADLINE
  }

  private static final String HEADER =
      "action | BUYER | SELLER | ARBITER | STRANGER | BUY_WITH_SEL | SEL_WITH_BUY | STR_WITH_ARB |"
          + " STR_WITH_BOTH";

  // ok: accepted; buy, sel, arb, party, half: not signed by whom it must be; state: not now;
  // late: overdue; early: not overdue; done: ended
  private static final String ACTIVE =
      """
      DELIVER  | sel   | ok    | sel   | sel   | ok    | ok    | sel   | ok
      APPROVE  | state | buy   | buy   | buy   | state | state | buy   | state
      REVISE   | state | buy   | buy   | buy   | state | state | buy   | state
      REJECT   | state | buy   | buy   | buy   | state | state | buy   | state
      CANCEL   | sel   | ok    | sel   | sel   | ok    | ok    | sel   | ok
      DISPUTE  | state | state | party | party | state | state | party | state
      EVIDENCE | state | state | party | party | state | state | party | state
      RULE     | arb   | arb   | state | arb   | arb   | arb   | state | arb
      SPLIT    | half  | half  | party | party | ok    | ok    | party | ok
      CLOSE    | early | early | early | early | early | early | early | early
      REVIEW   | state | state | party | party | state | state | party | party
      """;
  private static final String DELIVERED =
      """
      DELIVER  | sel   | state | sel   | sel   | state | state | sel   | state
      APPROVE  | ok    | buy   | buy   | buy   | ok    | ok    | buy   | ok
      REVISE   | ok    | buy   | buy   | buy   | ok    | ok    | buy   | ok
      REJECT   | ok    | buy   | buy   | buy   | ok    | ok    | buy   | ok
      CANCEL   | sel   | ok    | sel   | sel   | ok    | ok    | sel   | ok
      DISPUTE  | ok    | state | party | party | ok    | ok    | party | ok
      EVIDENCE | state | state | party | party | state | state | party | state
      RULE     | arb   | arb   | state | arb   | arb   | arb   | state | arb
      SPLIT    | half  | half  | party | party | ok    | ok    | party | ok
      CLOSE    | early | early | early | early | early | early | early | early
      REVIEW   | state | state | party | party | state | state | party | party
      """;
  private static final String REJECTED =
      """
      DELIVER  | sel   | state | sel   | sel   | state | state | sel   | state
      APPROVE  | ok    | buy   | buy   | buy   | ok    | ok    | buy   | ok
      REVISE   | state | buy   | buy   | buy   | state | state | buy   | state
      REJECT   | state | buy   | buy   | buy   | state | state | buy   | state
      CANCEL   | sel   | ok    | sel   | sel   | ok    | ok    | sel   | ok
      DISPUTE  | state | ok    | party | party | ok    | ok    | party | ok
      EVIDENCE | state | state | party | party | state | state | party | state
      RULE     | arb   | arb   | state | arb   | arb   | arb   | state | arb
      SPLIT    | half  | half  | party | party | ok    | ok    | party | ok
      CLOSE    | early | early | early | early | early | early | early | early
      REVIEW   | state | state | party | party | state | state | party | party
      """;
  private static final String DISPUTED =
      """
      DELIVER  | sel   | state | sel   | sel   | state | state | sel   | state
      APPROVE  | ok    | buy   | buy   | buy   | ok    | ok    | buy   | ok
      REVISE   | state | buy   | buy   | buy   | state | state | buy   | state
      REJECT   | state | buy   | buy   | buy   | state | state | buy   | state
      CANCEL   | sel   | ok    | sel   | sel   | ok    | ok    | sel   | ok
      DISPUTE  | state | state | party | party | state | state | party | state
      EVIDENCE | ok    | ok    | party | party | ok    | ok    | party | ok
      RULE     | arb   | arb   | ok    | arb   | arb   | arb   | ok    | arb
      SPLIT    | half  | half  | party | party | ok    | ok    | party | ok
      CLOSE    | early | early | early | early | early | early | early | early
      REVIEW   | state | state | party | party | state | state | party | party
      """;
  private static final String ENDED =
      """
      DELIVER  | done  | done  | done  | done  | done  | done  | done  | done
      APPROVE  | done  | done  | done  | done  | done  | done  | done  | done
      REVISE   | done  | done  | done  | done  | done  | done  | done  | done
      REJECT   | done  | done  | done  | done  | done  | done  | done  | done
      CANCEL   | done  | done  | done  | done  | done  | done  | done  | done
      DISPUTE  | done  | done  | done  | done  | done  | done  | done  | done
      EVIDENCE | done  | done  | done  | done  | done  | done  | done  | done
      RULE     | done  | done  | done  | done  | done  | done  | done  | done
      SPLIT    | done  | done  | done  | done  | done  | done  | done  | done
      CLOSE    | done  | done  | done  | done  | done  | done  | done  | done
      REVIEW   | ok    | ok    | party | party | ok    | ok    | party | party
      """;

  private static final Map<String, String> CODES =
      Map.ofEntries(
          Map.entry("ok", Verdicts.ACCEPTED),
          Map.entry("buy", "ORDER_NOT_BUYER"),
          Map.entry("sel", "ORDER_NOT_SELLER"),
          Map.entry("arb", "ORDER_NOT_ARBITER"),
          Map.entry("party", "ORDER_NOT_PARTY"),
          Map.entry("half", "ORDER_COSIGN_MISSING"),
          Map.entry("state", "ORDER_INVALID_STATE"),
          Map.entry("late", "ORDER_OVERDUE"),
          Map.entry("early", "ORDER_NOT_OVERDUE"),
          Map.entry("done", "ORDER_ENDED"));

  private OrderTable() {}

  /** Returns the code that a cell answers, or {@link Verdicts#ACCEPTED}. */
  static String expected(Order.State state, Clock clock, OrderAction action, Actor actor) {
    String word = table(state).getOrDefault(action + " by " + actor, "");
    if (clock == Clock.AT_DEADLINE && !state.isFinal()) {
      word = overdue(word);
    }
    if (state == Order.State.REFUNDED && action == OrderAction.REVIEW && word.equals("ok")) {
      word = "state"; // nothing was paid
    }
    return CODES.getOrDefault(word, "not in the table");
  }

  /** At the deadline, who may not do it is still told so first; anybody may close. */
  private static String overdue(String word) {
    return switch (word) {
      case "ok", "state" -> "late";
      case "early" -> "ok";
      default -> word;
    };
  }

  private static Map<String, String> table(Order.State state) {
    return switch (state) {
      case ACTIVE -> parse(ACTIVE);
      case DELIVERED -> parse(DELIVERED);
      case REJECTED -> parse(REJECTED);
      case DISPUTED -> parse(DISPUTED);
      case PAID, REFUNDED, SPLIT -> parse(ENDED);
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
