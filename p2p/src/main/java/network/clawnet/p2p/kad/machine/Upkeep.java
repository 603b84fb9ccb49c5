package network.clawnet.p2p.kad.machine;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.random.RandomGenerator;
import network.clawnet.p2p.kad.message.MessageType;
import network.clawnet.p2p.kad.table.Contact;
import network.clawnet.p2p.kad.table.KadKey;
import network.clawnet.p2p.kad.table.RoutingTable;

/**
 * Refreshes the table: a lookup of ourselves, then one into every bucket that has none, one after
 * another; again after ten minutes, and soon while the table is nearly empty. Starts over from the
 * seeds when nobody is left.
 */
final class Upkeep {
  /** Deepest bucket refreshed by a key of its own; the lookup of ourselves fills those below. */
  static final int MAX_DEPTH = 12;

  /** Peers in the table below which it is nearly empty. */
  static final int HUNGRY = 10;

  private static final int MULTIHASH_BYTES = 34;

  private final Self self;
  private final KadTiming timing;
  private final RoutingTable table;
  private final Membership membership;
  private final Tasks tasks;
  private final Exchange exchange;
  private final RandomGenerator random;
  private final Deque<byte[]> targets = new ArrayDeque<>();
  private List<Contact> seeds = List.of();
  private boolean walking;
  private boolean deepens;
  private long nextMillis;

  Upkeep(
      Self self,
      KadTiming timing,
      RoutingTable table,
      Membership membership,
      Tasks tasks,
      Exchange exchange,
      RandomGenerator random) {
    this.self = self;
    this.timing = timing;
    this.table = table;
    this.membership = membership;
    this.tasks = tasks;
    this.exchange = exchange;
    this.random = random;
  }

  /** Sets whom to ask when the table is empty, and asks them if it is. */
  void seeds(List<Contact> contacts) {
    seeds = List.copyOf(contacts);
    nextMillis = Long.MIN_VALUE;
  }

  /** Lets the next refresh begin at the next tick: the first peer came into an empty table. */
  void refreshNow() {
    nextMillis = Long.MIN_VALUE;
  }

  void tick() {
    long nowMillis = exchange.nowMillis();
    if (walking || nowMillis < nextMillis) {
      return;
    }
    if (table.size() == 0) {
      seeds.forEach(membership::check);
      nextMillis = nowMillis + timing.hungryMillis();
      return;
    }
    targets.add(self.id.multihash());
    deepens = true;
    walkNext();
  }

  private void walkNext() {
    byte[] target = targets.poll();
    walking = target != null;
    if (target != null) {
      tasks.walk(MessageType.FIND_NODE, target, closest -> afterWalk());
      return;
    }
    boolean hungry = table.size() < HUNGRY;
    nextMillis = exchange.nowMillis() + (hungry ? timing.hungryMillis() : timing.refreshMillis());
  }

  private void afterWalk() {
    if (deepens) {
      deepens = false;
      int depth = Math.min(table.depth(), MAX_DEPTH);
      for (int bucket = 0; bucket < depth; bucket++) {
        targets.add(keyIn(bucket));
      }
    }
    walkNext();
  }

  /** Returns a key, in the form of a peer id as js requires, that falls into the bucket. */
  private byte[] keyIn(int bucket) {
    byte[] key = new byte[MULTIHASH_BYTES];
    while (true) {
      random.nextBytes(key);
      key[0] = 0x12;
      key[1] = 0x20;
      if (KadKey.of(key).commonPrefix(self.key) == bucket) {
        return Arrays.copyOf(key, key.length);
      }
    }
  }
}
