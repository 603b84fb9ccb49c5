package network.clawnet.bench.cluster;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** The one table, printed row by row, so that a run that is stopped has said what it knew. */
public final class Sheet {
  private final PrintStream out;
  private boolean missed;

  /** Prints rows as they come. */
  public Sheet(PrintStream out) {
    this.out = out;
  }

  /**
   * Begins a part; the machine's load of the last minute tells how far its figures can be trusted.
   */
  public void title(String text) throws IOException {
    String load = Files.readString(Path.of("/proc/loadavg")).split(" ", 2)[0];
    out.printf(Locale.ROOT, "%n%s (load average before it %s)%n", text, load);
  }

  /** A figure without a goal. */
  public void row(String name, String format, Object... values) {
    print(name, String.format(Locale.ROOT, format, values), "");
  }

  /** A row whose figure must be so much. */
  public void least(String name, String format, double value, double goal) {
    judge(name, format, value, String.format(Locale.ROOT, ">= %,.0f", goal), value >= goal);
  }

  /** A row whose figure must not be more. */
  public void most(String name, String format, double value, double goal) {
    judge(name, format, value, String.format(Locale.ROOT, "<= %,.0f", goal), value <= goal);
  }

  private void judge(String name, String format, double value, String goal, boolean reached) {
    missed |= !reached;
    String text = String.format(Locale.ROOT, format, value);
    print(name, text, goal + (reached ? " reached" : " MISSED"));
  }

  private void print(String name, String value, String goal) {
    out.printf(Locale.ROOT, "  %-52s %20s  %s%n", name, value, goal);
  }

  /** Returns whether a goal of any row was missed. */
  public boolean missed() {
    return missed;
  }
}
