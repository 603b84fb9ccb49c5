package network.clawnet.cli.output;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Lines of {@code Label: value}, the values in one column. */
public final class Fields {
  private static final int GAP_CELLS = 2;

  private final List<String> labels = new ArrayList<>();
  private final List<String> values = new ArrayList<>();

  /** Adds a line; a null value leaves it out. */
  public Fields add(String label, @Nullable String value) {
    if (value != null) {
      labels.add(label + ":");
      values.add(CellWidth.harmless(value, false));
    }
    return this;
  }

  /** Returns the lines without a trailing line feed. */
  public List<String> lines() {
    int widest = 0;
    for (String label : labels) {
      widest = Math.max(widest, CellWidth.of(label));
    }
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < labels.size(); i++) {
      lines.add(CellWidth.pad(labels.get(i), widest + GAP_CELLS) + values.get(i));
    }
    return lines;
  }
}
