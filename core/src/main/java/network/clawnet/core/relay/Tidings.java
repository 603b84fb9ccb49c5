package network.clawnet.core.relay;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import network.clawnet.core.chain.rows.FinalBlock;
import network.clawnet.core.crypto.Hash;
import network.clawnet.core.ledger.PreparedEvent;

/**
 * What the ledger told and the relay has not looked at yet: one task on the relay's thread for a
 * whole burst, and no work for an event that is final when its turn comes. Any thread adds, the
 * relay's thread takes. Bounded by the pool, which holds what is admitted.
 */
final class Tidings {
  private final ConcurrentLinkedQueue<Tiding> waiting = new ConcurrentLinkedQueue<>();
  private final AtomicBoolean asked = new AtomicBoolean();
  private final Runnable ask;

  private sealed interface Tiding {}

  private record Admitted(PreparedEvent event) implements Tiding {}

  private record Dropped(PreparedEvent event) implements Tiding {}

  private record Settled(FinalBlock block) implements Tiding {}

  /** Calls {@code ask} when the first of a burst waits; it shall lead to one {@link #take}. */
  Tidings(Runnable ask) {
    this.ask = ask;
  }

  void admitted(PreparedEvent event) {
    add(new Admitted(event));
  }

  void dropped(PreparedEvent event) {
    add(new Dropped(event));
  }

  void settled(FinalBlock block) {
    add(new Settled(block));
  }

  private void add(Tiding tiding) {
    waiting.add(tiding);
    if (!asked.get() && asked.compareAndSet(false, true)) {
      ask.run();
    }
  }

  /** Returns admitted events that still wait for a block; tells {@code gone} of all that left. */
  List<PreparedEvent> take(Consumer<Hash> gone, Consumer<PreparedEvent> settled) {
    asked.set(false); // before the queue is read: who adds from here on asks again
    Map<Hash, PreparedEvent> admitted = new LinkedHashMap<>();
    for (Tiding each = waiting.poll(); each != null; each = waiting.poll()) {
      if (each instanceof Admitted it) {
        admitted.put(it.event().event().hash(), it.event());
      } else if (each instanceof Dropped it) {
        leave(it.event(), admitted, gone);
      } else if (each instanceof Settled it) {
        for (PreparedEvent event : it.block().executed().events()) {
          leave(event, admitted, gone);
          settled.accept(event);
        }
      }
    }
    return new ArrayList<>(admitted.values());
  }

  private static void leave(
      PreparedEvent event, Map<Hash, PreparedEvent> admitted, Consumer<Hash> gone) {
    Hash hash = event.event().hash();
    if (admitted.remove(hash) == null) {
      gone.accept(hash);
    }
  }
}
