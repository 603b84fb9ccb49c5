package network.clawnet.market.testing;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import network.clawnet.wallet.testing.Verdicts;

/**
 * What each step of a deal answers to each of {@link Signers}: a row for an action, a column for
 * each of them in their order, and perhaps one of states.
 */
public final class Answers {
  private static final Map<String, String> CODES =
      Map.ofEntries(
          Map.entry("buy", "NOT_BUYER"),
          Map.entry("sel", "NOT_SELLER"),
          Map.entry("cli", "NOT_CLIENT"),
          Map.entry("pro", "NOT_PROVIDER"),
          Map.entry("arb", "NOT_ARBITER"),
          Map.entry("party", "NOT_PARTY"),
          Map.entry("half", "COSIGN_MISSING"),
          Map.entry("state", "INVALID_STATE"),
          Map.entry("late", "OVERDUE"),
          Map.entry("early", "NOT_OVERDUE"),
          Map.entry("signed", "SIGNED"),
          Map.entry("done", "ENDED"));

  private final Map<String, List<String>> rows = new TreeMap<>();

  private Answers() {}

  /** Reads a table whose cells are words of {@link #code}. */
  public static Answers parse(String table) {
    Answers out = new Answers();
    for (String line : table.lines().toList()) {
      List<String> cells = Arrays.stream(line.split("\\|")).map(String::strip).toList();
      out.rows.put(cells.get(0), cells.subList(1, cells.size()));
    }
    return out;
  }

  /** Returns the word in a cell; empty if the table does not know the action. */
  public String word(Enum<?> action, Signers who) {
    List<String> row = rows.get(action.name());
    return row == null ? "" : row.get(List.of(Signers.values()).indexOf(who));
  }

  /** Returns whether the row of an action has a state in its last column. */
  public boolean fits(Enum<?> action, Enum<?> state) {
    List<String> row = rows.get(action.name());
    return row != null
        && row.size() > Signers.values().length
        && List.of(row.get(Signers.values().length).split(" ")).contains(state.name());
  }

  /** At the deadline, who may not do it is still told so first; anybody may close. */
  public static String overdue(String word) {
    return switch (word) {
      case "ok", "state" -> "late";
      case "early" -> "ok";
      default -> word;
    };
  }

  /** Returns what a word stands for in the codes of one kind of deal. */
  public static String code(String kind, String word) {
    String code = CODES.get(word);
    if (word.equals("ok")) {
      return Verdicts.ACCEPTED;
    }
    return code == null ? "not in the table" : kind + code;
  }
}
