package network.clawnet.daemon.app.market;

import java.util.List;
import java.util.Optional;

/**
 * Part of a list.
 *
 * @param next where the next part begins; empty at the end. A part may be short, even empty, and
 *     have a next one: a question looks at a bounded number of rows
 */
public record Page<T>(List<T> items, Optional<Cursor> next) {
  public Page {
    items = List.copyOf(items);
  }

  /**
   * Which part.
   *
   * @param limit 1 to 100
   * @param after the {@code next} of the part before; empty for the first
   */
  public record Part(int limit, Optional<Cursor> after) {}
}
