package network.clawnet.core.message.post;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import network.clawnet.core.identity.Did;
import network.clawnet.core.message.Mark;
import network.clawnet.core.message.Route;
import network.clawnet.core.message.SealedMessage;
import network.clawnet.core.port.Store.Write;

/** Numbers, times and room of the inboxes of this node. One owner thread. */
final class Inboxes {
  /** Most messages that one DID may leave unread. */
  static final int MAX_MESSAGES = 100_000;

  /** Most bytes that one DID may leave unread. */
  static final long MAX_BYTES = 256L << 20;

  private static final class Fill {
    long lastNumber;
    long lastAt;
    int messages;
    long bytes;
  }

  /** Most routes whose marks are in memory. */
  static final int MAX_MARKS = 10_000;

  private final PostStore store;
  private final Map<Did, Fill> fills = new TreeMap<>();
  private final Map<Route, Mark> marks = new HashMap<>();
  private final List<Write> pending = new ArrayList<>();
  private final Set<Did> arrived = new TreeSet<>();
  private Consumer<Did> listener = did -> {};

  private Inboxes(PostStore store) {
    this.store = store;
  }

  static Inboxes open(PostStore store) throws IOException {
    Inboxes out = new Inboxes(store);
    store.eachLast(
        (to, last) -> {
          out.fill(to).lastNumber = last.number();
          out.fill(to).lastAt = last.at();
        });
    store.eachArrived(
        (to, received) -> {
          Fill fill = out.fill(to);
          fill.lastNumber = Math.max(fill.lastNumber, received.number());
          fill.lastAt = Math.max(fill.lastAt, received.receivedAt());
          fill.messages++;
          fill.bytes += received.message().box().length;
        });
    return out;
  }

  /** Tells of everybody for whom something came, once that is on disk. */
  void listen(Consumer<Did> newListener) {
    listener = newListener;
  }

  boolean hasRoom(Did to) {
    Fill fill = fill(to);
    return fill.messages < MAX_MESSAGES && fill.bytes < MAX_BYTES;
  }

  /** Returns what has been taken of a route, on disk or not. */
  Mark mark(Route route) throws IOException {
    Mark known = marks.get(route);
    if (known == null) {
      if (marks.size() >= MAX_MARKS) {
        flush();
        marks.clear();
      }
      known = store.incoming(route);
      marks.put(route, known);
    }
    return known;
  }

  /** Takes a message; it is on disk after {@link #flush}. */
  void take(SealedMessage message, long now) {
    Fill fill = fill(message.head().route().to());
    fill.lastNumber++;
    fill.lastAt = Math.max(now, fill.lastAt + 1);
    fill.messages++;
    fill.bytes += message.box().length;
    pending.add(PostStore.arrived(new Received(fill.lastNumber, fill.lastAt, message)));
    arrived.add(message.head().route().to());
    pass(message);
  }

  /** Passes a message by, for good; likewise. */
  void pass(SealedMessage message) {
    Route route = message.head().route();
    marks.put(route, message.head().mark());
    pending.add(PostStore.incoming(route, message.head().mark()));
  }

  /** Returns how many rows wait for {@link #flush}. */
  int pending() {
    return pending.size();
  }

  /** Writes what was taken, and waits for the disk. */
  void flush() throws IOException {
    if (!pending.isEmpty()) {
      store.write(List.copyOf(pending), true);
      pending.clear();
      arrived.forEach(listener);
      arrived.clear();
    }
  }

  /** Takes one message out, in one write with what its reader makes of it. */
  void remove(Received received, List<Write> with) throws IOException {
    Did to = received.message().head().route().to();
    Fill fill = fill(to);
    List<Write> batch = new ArrayList<>(with);
    batch.add(PostStore.discarded(to, received.number()));
    batch.add(PostStore.last(to, new PostStore.Last(fill.lastNumber, fill.lastAt)));
    store.write(batch, true);
    fill.messages--;
    fill.bytes -= received.message().box().length;
  }

  /** Discards messages up to a number; the last one stays, so that numbers go on from it. */
  void discard(Did to, long upTo) throws IOException {
    Fill fill = fill(to);
    List<Write> batch = new ArrayList<>();
    for (Received received : store.arrived(to, 0, MAX_MESSAGES)) {
      if (received.number() <= upTo && received.number() < fill.lastNumber) {
        batch.add(PostStore.discarded(to, received.number()));
        fill.messages--;
        fill.bytes -= received.message().box().length;
      }
    }
    store.write(batch, true);
  }

  private Fill fill(Did to) {
    return fills.computeIfAbsent(to, it -> new Fill());
  }
}
