package network.clawnet.p2p.testing;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.BooleanSupplier;
import java.util.random.RandomGenerator;

/**
 * Nodes by number, messages between them, and the time they share. The same seed and the same calls
 * give the same run. One thread.
 *
 * <p>Typical use: {@code add} a node per machine, plan its timers on {@link #time}, then {@link
 * #runFor} or {@link #runUntil}; every effect that sends becomes a {@link #send}.
 *
 * @param <M> what nodes exchange
 */
public final class VirtualNetwork<M> {
  private final VirtualTime time = new VirtualTime();
  private final List<VirtualNode<M>> nodes = new ArrayList<>();
  private final Map<Long, Long> lastArrival = new HashMap<>();
  private final Map<Integer, Integer> islands = new HashMap<>();
  private final BitSet crashed = new BitSet();
  private final Random random;
  private Links links;
  private long sent;
  private long lost;
  private long delivered;

  public VirtualNetwork(long seed, Links links) {
    this.random = new Random(seed);
    this.links = links;
  }

  /** Adds a node and returns its number, counted from 0. */
  public int add(VirtualNode<M> node) {
    nodes.add(node);
    return nodes.size() - 1;
  }

  public int size() {
    return nodes.size();
  }

  public VirtualTime time() {
    return time;
  }

  public long nowMillis() {
    return time.nowMillis();
  }

  /** Returns the only source of chance of the run. */
  public RandomGenerator random() {
    return random;
  }

  /** Changes latency, loss and order for what is sent from now on. */
  public void links(Links changed) {
    links = changed;
  }

  /**
   * Sends a message; it is lost by chance, across a partition, or if either node is down at the
   * moment it leaves or arrives.
   */
  public void send(int from, int to, M message) {
    sent++;
    if (!connected(from, to) || random.nextDouble() < links.loss()) {
      lost++;
      return;
    }
    time.at(arrival(from, to), () -> deliver(from, to, message));
  }

  /** Sends a message that chance does not take, such as the first on a stream. */
  public void sendSurely(int from, int to, M message) {
    sent++;
    time.at(arrival(from, to), () -> deliver(from, to, message));
  }

  private long arrival(int from, int to) {
    long at = time.nowMillis() + links.latency().sampleMillis(random);
    if (!links.ordered()) {
      return at;
    }
    return lastArrival.merge(((long) from << 32) | to, at, Math::max);
  }

  private void deliver(int from, int to, M message) {
    if (!connected(from, to)) {
      lost++;
      return;
    }
    delivered++;
    nodes.get(to).receive(from, message);
  }

  /** Returns whether both nodes are up and on the same side of every partition. */
  public boolean connected(int a, int b) {
    return !crashed.get(a)
        && !crashed.get(b)
        && islands.getOrDefault(a, 0).equals(islands.getOrDefault(b, 0));
  }

  /** Cuts these nodes off from all others, but not from one another. */
  public void isolate(Iterable<Integer> members) {
    int island = 1 + islands.values().stream().mapToInt(Integer::intValue).max().orElse(0);
    members.forEach(member -> islands.put(member, island));
  }

  /** Ends every partition. */
  public void heal() {
    islands.clear();
  }

  /** Takes the node off the network; its timers go on, its messages are lost. */
  public void crash(int node) {
    crashed.set(node);
  }

  /** Brings the node back, or puts another machine in its place. */
  public void restart(int node, VirtualNode<M> machine) {
    nodes.set(node, machine);
    crashed.clear(node);
  }

  public boolean isUp(int node) {
    return !crashed.get(node);
  }

  /** Runs everything that is due within the next {@code millis}. */
  public void runFor(long millis) {
    long end = time.nowMillis() + millis;
    while (time.runNext(end)) {
      // the event did its work
    }
  }

  /** Runs until the condition holds; false if it does not within {@code limitMillis}. */
  public boolean runUntil(BooleanSupplier condition, long limitMillis) {
    long end = time.nowMillis() + limitMillis;
    while (!condition.getAsBoolean()) {
      if (!time.runNext(end)) {
        return condition.getAsBoolean();
      }
    }
    return true;
  }

  /** Returns how many messages were sent, lost ones included. */
  public long sent() {
    return sent;
  }

  public long lost() {
    return lost;
  }

  public long delivered() {
    return delivered;
  }
}
