package network.clawnet.bench.p2p;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The one table: our figure beside those of the others, the ratios, and whether the goals are
 * reached. Printed row by row, so that a run that is stopped has said what it knew.
 */
final class Comparison {
  private static final String LINE = "%-50s %12s %12s %12s %8s %8s  %s%n";

  private final PrintStream out;
  private boolean missed;

  Comparison(PrintStream out) {
    this.out = out;
    out.printf(Locale.ROOT, LINE, "", "ours", "js", "go", "ours/js", "ours/go", "goal");
  }

  /** What our figure must be, compared with that of another. */
  record Goal(Kind other, double factor) {}

  /** Prints a row without a goal. */
  void row(String name, int decimals, Map<Kind, Double> figures) {
    row(name, decimals, figures, List.of());
  }

  /** Prints a row of which more is better. */
  void row(String name, int decimals, Map<Kind, Double> figures, List<Goal> goals) {
    List<String> verdicts = new ArrayList<>();
    for (Goal goal : goals) {
      double ratio = of(figures, Kind.OURS) / of(figures, goal.other());
      verdicts.add(
          verdict(
              String.format(Locale.ROOT, ">= %.1f x %s", goal.factor(), goal.other().label()),
              ratio >= goal.factor()));
    }
    print(name, decimals, figures, String.join(", ", verdicts));
  }

  /** Prints a row of which ours must not be more than a limit. */
  void bounded(String name, int decimals, Map<Kind, Double> figures, double limit) {
    String text = String.format(Locale.ROOT, "<= %.0f", limit);
    print(name, decimals, figures, verdict(text, of(figures, Kind.OURS) <= limit));
  }

  private String verdict(String goal, boolean reached) {
    missed |= !reached;
    return goal + (reached ? " reached" : " MISSED");
  }

  private void print(String name, int decimals, Map<Kind, Double> figures, String goals) {
    String format = "%,." + decimals + "f";
    double ours = of(figures, Kind.OURS);
    out.printf(
        Locale.ROOT,
        LINE,
        name,
        text(format, ours),
        text(format, of(figures, Kind.JS)),
        text(format, of(figures, Kind.GO)),
        text("%.2f", ours / of(figures, Kind.JS)),
        text("%.2f", ours / of(figures, Kind.GO)),
        goals);
  }

  private static double of(Map<Kind, Double> figures, Kind kind) {
    return figures.getOrDefault(kind, Double.NaN);
  }

  private static String text(String format, double value) {
    return String.format(Locale.ROOT, format, value);
  }

  /** Returns whether a goal of any row was missed. */
  boolean missed() {
    return missed;
  }
}
