package network.clawnet.core.message.post;

import java.util.HashMap;
import java.util.Map;
import network.clawnet.core.message.Mark;
import network.clawnet.core.message.Route;

/**
 * Gives each message of a route its mark: counts anew after each opening, above everything that an
 * earlier one has used. Post office's thread.
 */
final class Marks {
  private final long session;
  private final Map<Route, Mark> last = new HashMap<>();

  /**
   * Begins to count.
   *
   * @param session when the office was opened, epoch milliseconds
   */
  Marks(long session) {
    this.session = session;
  }

  /** An earlier opening has used a mark. */
  void used(Route route, Mark mark) {
    last.merge(route, mark, (a, b) -> a.isBefore(b) ? b : a);
  }

  /** Returns the mark of the route's next message. */
  Mark next(Route route) {
    Mark before = last.getOrDefault(route, Mark.NONE);
    Mark next =
        before.session() >= session
            ? new Mark(before.session(), before.seq() + 1)
            : new Mark(session, 1);
    last.put(route, next);
    return next;
  }
}
