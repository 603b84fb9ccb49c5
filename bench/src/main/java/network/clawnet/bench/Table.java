package network.clawnet.bench;

import java.io.PrintStream;
import java.util.Locale;

/** The one table, printed row by row, so that a run that is stopped has said what it knew. */
final class Table {
  private final PrintStream out;

  Table(PrintStream out) {
    this.out = out;
  }

  void title(String format, Object... values) {
    out.printf(Locale.ROOT, "%n" + format + "%n", values);
  }

  Row row(String format, Object... values) {
    return new Row(String.format(Locale.ROOT, format, values));
  }

  /** A row that waits for its values. */
  final class Row {
    private final String name;

    private Row(String name) {
      this.name = name;
    }

    void value(String format, double... values) {
      StringBuilder text = new StringBuilder();
      for (double value : values) {
        text.append(text.length() == 0 ? "" : " / ").append(format(format, value));
      }
      out.printf(Locale.ROOT, "  %-62s %18s%n", name, text);
    }
  }

  private static String format(String format, double value) {
    return String.format(Locale.ROOT, format, value);
  }
}
