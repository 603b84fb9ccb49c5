package network.clawnet.p2p.kad;

import java.util.concurrent.atomic.LongAdder;
import network.clawnet.p2p.kad.machine.KadEffect;

/** What the DHT did since the start. Any thread. */
public final class KadCounters {
  private final LongAdder asked = new LongAdder();
  private final LongAdder served = new LongAdder();
  private final LongAdder refused = new LongAdder();
  private final LongAdder lookups = new LongAdder();
  private final LongAdder hops = new LongAdder();
  private volatile int table;

  void asked() {
    asked.increment();
  }

  void served() {
    served.increment();
  }

  void refused() {
    refused.increment();
  }

  void walked(KadEffect.Walked walk) {
    lookups.increment();
    hops.add(walk.hops());
  }

  void table(int size) {
    table = size;
  }

  /** Returns requests to other peers. */
  public long requestsSent() {
    return asked.sum();
  }

  /** Returns requests of other peers. */
  public long requestsReceived() {
    return served.sum();
  }

  /** Returns those of them that were refused. */
  public long requestsRefused() {
    return refused.sum();
  }

  /** Returns finished lookups, those for the table included. */
  public long lookups() {
    return lookups.sum();
  }

  /** Returns the hops of all finished lookups together. */
  public long hops() {
    return hops.sum();
  }

  /** Returns how many peers the table has; at most a second old. */
  public int tableSize() {
    return table;
  }
}
