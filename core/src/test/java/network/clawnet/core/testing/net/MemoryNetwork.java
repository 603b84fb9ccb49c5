package network.clawnet.core.testing.net;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import network.clawnet.core.identity.PeerId;
import org.jspecify.annotations.Nullable;

/**
 * A handful of hosts that reach each other without sockets.
 *
 * <p>In a test of one thread nothing happens before {@link #run} or {@link #runUntil}: time is
 * virtual, everything happens on the caller's thread, and the same seed gives the same run. With
 * {@link #live} a thread of its own runs it in real time, for tests of nodes with threads. Hosts
 * may be called from any thread in both cases, and no callback runs under a lock.
 *
 * <p>The links are perfect until {@link #lag}, {@link #lose}, {@link #hold} or {@link #cut}.
 */
public final class MemoryNetwork {
  /** Virtual time at which every network begins. */
  public static final Instant START = Instant.ofEpochMilli(1_800_000_000_000L);

  private record Due(long at, long order, Runnable task) implements Comparable<Due> {
    @Override
    public int compareTo(Due other) {
      return at != other.at ? Long.compare(at, other.at) : Long.compare(order, other.order);
    }
  }

  private final PriorityQueue<Due> due = new PriorityQueue<>();
  private final TreeMap<PeerId, MemoryHost> hosts = new TreeMap<>();
  private final TreeMap<String, MemoryLink> links = new TreeMap<>();
  private final Random random;
  private long now;
  private long planned;
  private boolean live;
  private long liveSince;

  /** Starts without hosts. */
  public MemoryNetwork(long seed) {
    random = new Random(seed);
  }

  /** Adds a host; the same name gives the same peer id in every run. Connected to nobody. */
  public synchronized MemoryHost host(String name) {
    MemoryHost host = new MemoryHost(this, name);
    if (hosts.putIfAbsent(host.self(), host) != null) {
      throw new IllegalArgumentException("a second host " + name);
    }
    return host;
  }

  /** Connects two hosts, unless they are or the link is cut. */
  public void connect(MemoryHost a, MemoryHost b) {
    link(a, b).connect(a);
  }

  /** Connects every host with every other. */
  public void connectAll() {
    List<MemoryHost> all = all();
    for (int i = 0; i < all.size(); i++) {
      for (int k = i + 1; k < all.size(); k++) {
        connect(all.get(i), all.get(k));
      }
    }
  }

  /** Ends the connection of two hosts and lets no other come about until {@link #heal}. */
  public void cut(MemoryHost a, MemoryHost b) {
    link(a, b).cut();
  }

  /** Ends what {@link #cut}, {@link #hold}, {@link #lag} and {@link #lose} did, and connects. */
  public void heal(MemoryHost a, MemoryHost b) {
    link(a, b).heal();
    connect(a, b);
  }

  /** Cuts a host off from all others. */
  public void isolate(MemoryHost host) {
    all().stream().filter(it -> it != host).forEach(it -> cut(host, it));
  }

  /** Heals all links of a host. */
  public void rejoin(MemoryHost host) {
    all().stream().filter(it -> it != host).forEach(it -> heal(host, it));
  }

  /**
   * Lets nothing through between two hosts while their connection stays; {@link #heal} delivers
   * what was held, in order. So looks a stopped process or a partition to those who wait.
   */
  public void hold(MemoryHost a, MemoryHost b) {
    link(a, b).hold();
  }

  /** Delays whatever is sent from now on, either way. */
  public void lag(MemoryHost a, MemoryHost b, Duration oneWay) {
    link(a, b).lag(oneWay.toNanos());
  }

  /**
   * Loses topic messages between two hosts at random. Streams lose nothing, as over TCP.
   *
   * @param share of messages that are lost, 0 to 1
   */
  public void lose(MemoryHost a, MemoryHost b, double share) {
    link(a, b).lose(share);
  }

  /** Returns the time that this network lives in: virtual, or the system's when live. */
  public InstantSource clock() {
    return () -> START.plusNanos(nanos());
  }

  /** Returns nanoseconds since the start. */
  public synchronized long nanos() {
    return live ? now + System.nanoTime() - liveSince : now;
  }

  /** Runs a task after some time, with the callbacks of the hosts. */
  public synchronized void after(Duration delay, Runnable task) {
    at(nanos() + delay.toNanos(), task);
  }

  /** Runs everything that is due within a time from now. */
  public void run(Duration time) {
    boolean unused = runUntil(() -> false, time);
  }

  /**
   * Runs until something holds.
   *
   * @return false if it did not within the time
   */
  public boolean runUntil(BooleanSupplier done, Duration limit) {
    long end = nanos() + limit.toNanos();
    while (!done.getAsBoolean()) {
      Runnable task = next(end);
      if (task == null) {
        return done.getAsBoolean();
      }
      task.run();
    }
    return true;
  }

  /** Begins to run in real time on a thread of its own, until the result is closed. */
  public AutoCloseable live() {
    synchronized (this) {
      live = true;
      liveSince = System.nanoTime();
    }
    Thread thread = new Thread(this::runLive, "memory-network");
    thread.setDaemon(true);
    thread.start();
    return () -> {
      synchronized (this) {
        now = nanos();
        live = false;
        notifyAll();
      }
      thread.join();
    };
  }

  /** Runs a task soon, never on the caller's stack. */
  synchronized void soon(Runnable task) {
    at(nanos(), task);
  }

  synchronized void at(long nanos, Runnable task) {
    due.add(new Due(Math.max(nanos(), nanos), planned++, task));
    notifyAll();
  }

  synchronized boolean chance(double share) {
    return share > 0 && random.nextDouble() < share;
  }

  synchronized MemoryLink link(MemoryHost a, MemoryHost b) {
    MemoryHost low = a.self().compareTo(b.self()) < 0 ? a : b;
    MemoryHost high = low == a ? b : a;
    if (low == high) {
      throw new IllegalArgumentException("a link from a host to itself");
    }
    String name = low.self().text() + " " + high.self().text();
    return links.computeIfAbsent(name, it -> new MemoryLink(this, low, high));
  }

  synchronized List<MemoryHost> all() {
    return new ArrayList<>(hosts.values());
  }

  private synchronized @Nullable Runnable next(long end) {
    Due first = due.peek();
    if (first == null || first.at() > end) {
      now = Math.max(now, end);
      return null;
    }
    due.remove();
    now = Math.max(now, first.at());
    return first.task();
  }

  private void runLive() {
    try {
      Runnable task = awaitNext();
      while (task != null) {
        task.run();
        task = awaitNext();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private synchronized @Nullable Runnable awaitNext() throws InterruptedException {
    while (live) {
      Due first = due.peek();
      long wait = first == null ? 1_000_000_000L : first.at() - nanos();
      if (first != null && wait <= 0) {
        due.remove();
        return first.task();
      }
      wait(1 + wait / 1_000_000);
    }
    return null;
  }
}
