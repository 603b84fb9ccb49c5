package network.clawnet.core.consensus.driver;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import network.clawnet.core.consensus.step.Effect;

/**
 * Effects that may not happen before the journal is durable up to a record. First in, first out, so
 * a message never overtakes the vote that it stands on. Consensus thread.
 */
final class Outbox {
  private final ArrayDeque<Held> held = new ArrayDeque<>();

  private record Held(long afterRecord, Effect effect) {}

  /**
   * Holds an effect back.
   *
   * @param afterRecord number of the last record appended before it
   */
  void hold(long afterRecord, Effect effect) {
    held.add(new Held(afterRecord, effect));
  }

  boolean isEmpty() {
    return held.isEmpty();
  }

  /** Takes out the effects that may happen now, in order. */
  List<Effect> release(long durableRecord) {
    List<Effect> out = new ArrayList<>();
    while (!held.isEmpty() && held.peek().afterRecord() <= durableRecord) {
      out.add(held.remove().effect());
    }
    return out;
  }
}
