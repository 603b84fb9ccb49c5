package network.clawnet.core.testing.sim;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Waiting events of a node, in order of arrival. */
final class Pool {
  static final int LIMIT = 512;
  private final Set<ToyEvent> events = new LinkedHashSet<>();

  boolean add(ToyEvent event, ToyState head) {
    if (events.size() >= LIMIT || event.nonce() <= head.nonces[event.from()]) {
      return false;
    }
    return events.add(event);
  }

  /** Forgets what can never be included on the final state. */
  void settle(ToyState head) {
    events.removeIf(event -> event.nonce() <= head.nonces[event.from()]);
  }

  boolean anyFits(ToyState state) {
    return events.stream().anyMatch(state::accepts);
  }

  int size() {
    return events.size();
  }

  boolean isEmpty() {
    return events.isEmpty();
  }

  List<ToyEvent> events() {
    return List.copyOf(events);
  }

  List<byte[]> candidates() {
    return events.stream().map(ToyEvent::encode).toList();
  }
}
