package network.clawnet.core.consensus.epoch;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import network.clawnet.core.block.Block;
import network.clawnet.core.consensus.message.ConsensusMessage;
import network.clawnet.core.consensus.set.Validator;
import network.clawnet.core.consensus.set.ValidatorSet;
import network.clawnet.core.consensus.step.Now;
import network.clawnet.core.crypto.Hash;
import network.clawnet.core.crypto.PublicKey;

/** Nodes, a network and a clock in one thread; delays are drawn from a seed. */
final class Cluster {
  static final long MS = 1_000_000;

  record Parcel(PublicKey from, PublicKey to, ConsensusMessage message) {}

  private record Event(long at, long order, Runnable action) {}

  final List<TestNode> nodes = new ArrayList<>();
  final List<Parcel> sent = new ArrayList<>();
  long fsyncNs = MS;
  long workNs = MS / 10;
  long listenNs;
  int catchUps;
  Predicate<Parcel> lost = it -> false;

  private final PriorityQueue<Event> events =
      new PriorityQueue<>(Comparator.comparingLong(Event::at).thenComparingLong(Event::order));
  private final Random random;
  private long nanos;
  private long order;

  Cluster(long seed) {
    random = new Random(seed);
  }

  /** Returns a started cluster of n equal validators that never ends its epoch. */
  static Cluster of(int n, long seed) {
    return of(n, List.of(equal(0, n)), Long.MAX_VALUE / 4, seed);
  }

  /** Returns a started cluster of nodes 0..n-1; epoch e is run by set min(e, last). */
  static Cluster of(int n, List<ValidatorSet> sets, long epochMs, long seed) {
    Cluster cluster = new Cluster(seed);
    for (int i = 0; i < n; i++) {
      TestLedger ledger = new TestLedger(sets, epochMs);
      cluster.nodes.add(new TestNode(cluster, Keys.key(i), ledger, true));
    }
    cluster.nodes.forEach(TestNode::start);
    return cluster;
  }

  /** Returns a set of nodes first..first+n-1 with weight 1 each. */
  static ValidatorSet equal(int first, int n) {
    List<Validator> validators = new ArrayList<>();
    for (int i = first; i < first + n; i++) {
      validators.add(new Validator(Keys.key(i), 1));
    }
    return ValidatorSet.of(validators);
  }

  Now now() {
    return new Now(nanos, wallMs());
  }

  long wallMs() {
    return TestLedger.GENESIS_MS + 1_000 + nanos / MS;
  }

  void after(long delay, Runnable action) {
    at(nanos + delay, action);
  }

  void at(long time, Runnable action) {
    events.add(new Event(Math.max(time, nanos), order++, action));
  }

  void send(PublicKey from, PublicKey to, byte[] bytes, ConsensusMessage message) {
    Parcel parcel = new Parcel(from, to, message);
    sent.add(parcel);
    if (lost.test(parcel)) {
      return;
    }
    for (TestNode node : nodes) {
      if (node.key.equals(to)) {
        after(MS + random.nextInt((int) (4 * MS)), () -> node.deliver(from, bytes));
      }
    }
  }

  /** Gives an event to every node's pool. */
  void submit(String event) {
    nodes.forEach(it -> it.submit(event));
  }

  void run(long forNanos) {
    long end = nanos + forNanos;
    while (!events.isEmpty() && events.peek().at() <= end) {
      Event event = events.poll();
      nanos = event.at();
      event.action().run();
      agree();
    }
    nanos = end;
  }

  /** Runs until a condition holds; returns false if it does not within the time. */
  boolean runUntil(BooleanSupplier done, long withinNanos) {
    long end = nanos + withinNanos;
    while (!done.getAsBoolean()) {
      if (nanos >= end) {
        return false;
      }
      run(MS);
    }
    return true;
  }

  TestNode node(PublicKey key) {
    return nodes.stream().filter(it -> it.key.equals(key)).findFirst().orElseThrow();
  }

  private int checked;

  /** I1: no two nodes hold different final blocks at one height. */
  void agree() {
    if (++checked % 50 != 0) {
      return;
    }
    TreeMap<Long, Hash> byHeight = new TreeMap<>();
    for (TestNode node : nodes) {
      for (Block block : node.ledger.chain) {
        Hash known = byHeight.putIfAbsent(block.header().height(), block.hash());
        if (known != null && !known.equals(block.hash())) {
          throw new AssertionError("fork at height " + block.header().height());
        }
      }
    }
  }
}
