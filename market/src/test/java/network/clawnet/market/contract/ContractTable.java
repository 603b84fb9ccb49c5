package network.clawnet.market.contract;

import network.clawnet.market.testing.Answers;
import network.clawnet.market.testing.Matrix.Clock;
import network.clawnet.market.testing.Signers;
import network.clawnet.wallet.testing.Verdicts;

/**
 * Who may do what to a contract and to its milestones: the answer of every cell of state × clock ×
 * action × actor. The cells come from the enums, the answers from the tables below; a new state,
 * action or actor fails until the tables know it.
 */
final class ContractTable {
  // ok: may, in the states that follow; cli, pro, arb, party, half: not signed by whom it must be.
  // The columns are those of Signers: the client buys, the provider sells
  private static final String CONTRACT =
      """
      NEGOTIATE | ok   | ok  | party | party | ok  | ok  | party | ok    | DRAFT NEGOTIATING PENDING_SIGNATURE PENDING_FUNDING
      SIGN      | ok   | ok  | party | party | ok  | ok  | party | ok    | DRAFT NEGOTIATING PENDING_SIGNATURE
      FUND      | ok   | cli | cli   | cli   | ok  | ok  | cli   | ok    | PENDING_FUNDING
      COMPLETE  | ok   | cli | cli   | cli   | ok  | ok  | cli   | ok    | ACTIVE DISPUTED
      TERMINATE | ok   | ok  | party | party | ok  | ok  | party | ok    | DRAFT NEGOTIATING PENDING_SIGNATURE PENDING_FUNDING ACTIVE DISPUTED
      CLOSE     | ok   | ok  | ok    | ok    | ok  | ok  | ok    | ok    | DRAFT NEGOTIATING PENDING_SIGNATURE PENDING_FUNDING ACTIVE DISPUTED
      REVIEW    | ok   | ok  | party | party | ok  | ok  | party | party | COMPLETED TERMINATED
      """;
  private static final String MILESTONE =
      """
      SUBMIT   | pro  | ok   | pro   | pro   | ok  | ok  | pro   | ok  | PENDING
      APPROVE  | ok   | cli  | cli   | cli   | ok  | ok  | cli   | ok  | SUBMITTED REJECTED DISPUTED
      REVISE   | ok   | cli  | cli   | cli   | ok  | ok  | cli   | ok  | SUBMITTED
      REJECT   | ok   | cli  | cli   | cli   | ok  | ok  | cli   | ok  | SUBMITTED
      CANCEL   | pro  | ok   | pro   | pro   | ok  | ok  | pro   | ok  | PENDING SUBMITTED REJECTED DISPUTED
      DISPUTE  | ok   | ok   | party | party | ok  | ok  | party | ok  | SUBMITTED REJECTED
      EVIDENCE | ok   | ok   | party | party | ok  | ok  | party | ok  | DISPUTED
      RULE     | arb  | arb  | ok    | arb   | arb | arb | ok    | arb | DISPUTED
      SPLIT    | half | half | party | party | ok  | ok  | party | ok  | PENDING SUBMITTED REJECTED DISPUTED
      """;

  private static final Answers OF_CONTRACT = Answers.parse(CONTRACT);
  private static final Answers OF_MILESTONE = Answers.parse(MILESTONE);

  private ContractTable() {}

  /** Returns the code that a cell answers, or {@link Verdicts#ACCEPTED}. */
  static String expected(Contract.State state, Clock clock, ContractAction action, Signers who) {
    return code(word(state, clock, action, who));
  }

  /** Returns the code of a cell of a milestone in a contract that runs. */
  static String expected(Milestone.State state, Clock clock, MilestoneAction action, Signers who) {
    String word = OF_MILESTONE.word(action, who);
    if (!word.equals("ok")) {
      return code(word);
    }
    if (clock == Clock.AT_DEADLINE && !state.isFinal()) {
      return code("late");
    }
    boolean turn =
        action != MilestoneAction.DISPUTE
            || who != (state == Milestone.State.SUBMITTED ? Signers.SELLER : Signers.BUYER);
    return code(OF_MILESTONE.fits(action, state) && turn ? "ok" : "state");
  }

  /** Returns the code of a cell of a milestone in a contract that does not run. */
  static String expected(Contract.State state, Clock clock, MilestoneAction action, Signers who) {
    String word = OF_MILESTONE.word(action, who);
    if (state.isFinal()) {
      return code("done");
    }
    if (action == MilestoneAction.RULE) {
      return code("arb"); // nobody is arbiter yet
    }
    if (!word.equals("ok")) {
      return code(word);
    }
    return code(clock == Clock.AT_DEADLINE ? "late" : "state");
  }

  private static String word(
      Contract.State state, Clock clock, ContractAction action, Signers who) {
    if (state.isFinal() && action != ContractAction.REVIEW) {
      return "done";
    }
    String word = OF_CONTRACT.word(action, who);
    if (action == ContractAction.TERMINATE && who == Signers.BUYER && state.isFunded()) {
      return "half"; // the client alone cannot take the money back
    }
    if (!word.equals("ok")) {
      return word;
    }
    boolean overdue = clock == Clock.AT_DEADLINE && !state.isFinal();
    if (action == ContractAction.CLOSE) {
      return overdue ? "ok" : "early";
    }
    if (overdue) {
      return "late";
    }
    if (!OF_CONTRACT.fits(action, state)) {
      return "state";
    }
    boolean again =
        action == ContractAction.SIGN
            && state == Contract.State.PENDING_SIGNATURE
            && who == Signers.BUYER;
    return again ? "signed" : "ok";
  }

  private static String code(String word) {
    return Answers.code("CONTRACT_", word);
  }
}
