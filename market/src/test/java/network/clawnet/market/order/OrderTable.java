package network.clawnet.market.order;

import network.clawnet.market.testing.Answers;
import network.clawnet.market.testing.Matrix.Clock;
import network.clawnet.market.testing.Signers;
import network.clawnet.wallet.testing.Verdicts;

/**
 * Who may do what to an order: the answer of every cell of state × clock × action × actor. The
 * cells come from the enums, the answers from the tables below; a new state, action or actor fails
 * until the tables know it.
 */
final class OrderTable {
  // ok: accepted; buy, sel, arb, party, half: not signed by whom it must be; state: not now;
  // late: overdue; early: not overdue; done: ended. The columns are those of Signers
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

  private OrderTable() {}

  /** Returns the code that a cell answers, or {@link Verdicts#ACCEPTED}. */
  static String expected(Order.State state, Clock clock, OrderAction action, Signers who) {
    String word = Answers.parse(table(state)).word(action, who);
    if (clock == Clock.AT_DEADLINE && !state.isFinal()) {
      word = Answers.overdue(word);
    }
    if (state == Order.State.REFUNDED && action == OrderAction.REVIEW && word.equals("ok")) {
      word = "state"; // nothing was paid
    }
    return Answers.code("ORDER_", word);
  }

  private static String table(Order.State state) {
    return switch (state) {
      case ACTIVE -> ACTIVE;
      case DELIVERED -> DELIVERED;
      case REJECTED -> REJECTED;
      case DISPUTED -> DISPUTED;
      case PAID, REFUNDED, SPLIT -> ENDED;
    };
  }
}
