package network.clawnet.market.contract;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import network.clawnet.core.testing.TestActor;
import network.clawnet.market.testing.MarketScene;
import network.clawnet.wallet.testing.Verdicts;

/**
 * Who may do what to a contract and to its milestones: the answer of every cell of state × clock ×
 * action × actor. The cells come from the enums, the answers from the tables below; a new state,
 * action or actor fails until the tables know it.
 */
final class ContractTable {
  /** Who signs: the issuer, then those who consent. */
  @SuppressWarnings("ImmutableEnumChecker") // actors of tests never change
  enum Actor {
    CLIENT(MarketScene.BUYER),
    PROVIDER(MarketScene.SELLER),
    ARBITER(MarketScene.ARBITER),
    STRANGER(MarketScene.STRANGER),
    CLI_WITH_PRO(MarketScene.BUYER, MarketScene.SELLER),
    PRO_WITH_CLI(MarketScene.SELLER, MarketScene.BUYER),
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
      "action | CLIENT | PROVIDER | ARBITER | STRANGER | CLI_WITH_PRO | PRO_WITH_CLI |"
          + " STR_WITH_ARB | STR_WITH_BOTH | states";

  // ok: may, in the states that follow; cli, pro, arb, party, half: not signed by whom it must be
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

  private static final Map<String, String> CODES =
      Map.ofEntries(
          Map.entry("ok", Verdicts.ACCEPTED),
          Map.entry("cli", "CONTRACT_NOT_CLIENT"),
          Map.entry("pro", "CONTRACT_NOT_PROVIDER"),
          Map.entry("arb", "CONTRACT_NOT_ARBITER"),
          Map.entry("party", "CONTRACT_NOT_PARTY"),
          Map.entry("half", "CONTRACT_COSIGN_MISSING"),
          Map.entry("state", "CONTRACT_INVALID_STATE"),
          Map.entry("late", "CONTRACT_OVERDUE"),
          Map.entry("early", "CONTRACT_NOT_OVERDUE"),
          Map.entry("signed", "CONTRACT_SIGNED"),
          Map.entry("done", "CONTRACT_ENDED"));

  private static final Map<String, String> OF_CONTRACT = parse(CONTRACT);
  private static final Map<String, String> OF_MILESTONE = parse(MILESTONE);

  private ContractTable() {}

  /** Returns the code that a cell answers, or {@link Verdicts#ACCEPTED}. */
  static String expected(Contract.State state, Clock clock, ContractAction action, Actor actor) {
    return code(word(state, clock, action, actor));
  }

  /** Returns the code of a cell of a milestone in a contract that runs. */
  static String expected(Milestone.State state, Clock clock, MilestoneAction action, Actor actor) {
    String word = OF_MILESTONE.getOrDefault(action + " by " + actor, "");
    if (!word.equals("ok")) {
      return code(word);
    }
    if (clock == Clock.AT_DEADLINE && !state.isFinal()) {
      return code("late");
    }
    boolean turn =
        action != MilestoneAction.DISPUTE
            || actor != (state == Milestone.State.SUBMITTED ? Actor.PROVIDER : Actor.CLIENT);
    return code(fits(OF_MILESTONE, action.name(), state.name()) && turn ? "ok" : "state");
  }

  /** Returns the code of a cell of a milestone in a contract that does not run. */
  static String expected(Contract.State state, Clock clock, MilestoneAction action, Actor actor) {
    String word = OF_MILESTONE.getOrDefault(action + " by " + actor, "");
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
      Contract.State state, Clock clock, ContractAction action, Actor actor) {
    if (state.isFinal() && action != ContractAction.REVIEW) {
      return "done";
    }
    String word = OF_CONTRACT.getOrDefault(action + " by " + actor, "");
    if (action == ContractAction.TERMINATE && actor == Actor.CLIENT && state.isFunded()) {
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
    if (!fits(OF_CONTRACT, action.name(), state.name())) {
      return "state";
    }
    boolean again =
        action == ContractAction.SIGN
            && state == Contract.State.PENDING_SIGNATURE
            && actor == Actor.CLIENT;
    return again ? "signed" : "ok";
  }

  private static String code(String word) {
    return CODES.getOrDefault(word, "not in the table");
  }

  private static boolean fits(Map<String, String> table, String action, String state) {
    return List.of(table.getOrDefault(action + " by states", "").split(" ")).contains(state);
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
