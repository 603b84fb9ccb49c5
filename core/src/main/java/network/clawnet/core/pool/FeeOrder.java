package network.clawnet.core.pool;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import network.clawnet.core.identity.Did;
import network.clawnet.core.ledger.PreparedEvent;

/**
 * The order in which events go into blocks while there are more than one block holds: evidence
 * first, then the higher fee, then the earlier arrival; an issuer's events stay in the order of
 * their nonces. Policy of a leader, never a rule.
 */
final class FeeOrder {
  private static final Comparator<Queued> ORDER =
      Comparator.comparing((Queued it) -> it.event.isUrgent())
          .thenComparing(it -> it.event.event().envelope().fee())
          .reversed()
          .thenComparingInt(it -> it.arrival);

  private FeeOrder() {}

  private record Queued(PreparedEvent event, int arrival) {}

  /**
   * Returns the events in the order of a leader.
   *
   * @param arrived in the order of arrival
   */
  static List<PreparedEvent> of(Collection<PreparedEvent> arrived) {
    Map<Did, ArrayDeque<Queued>> byIssuer = new LinkedHashMap<>();
    int arrival = 0;
    for (PreparedEvent event : arrived) {
      byIssuer
          .computeIfAbsent(event.event().issuer(), it -> new ArrayDeque<>())
          .add(new Queued(event, arrival++));
    }
    PriorityQueue<Queued> heads = new PriorityQueue<>(ORDER);
    byIssuer.values().forEach(queue -> heads.add(queue.remove()));
    List<PreparedEvent> out = new ArrayList<>(arrived.size());
    while (!heads.isEmpty()) {
      Queued next = heads.remove();
      out.add(next.event());
      ArrayDeque<Queued> rest = byIssuer.get(next.event().event().issuer());
      if (rest != null && !rest.isEmpty()) {
        heads.add(rest.remove());
      }
    }
    return out;
  }
}
