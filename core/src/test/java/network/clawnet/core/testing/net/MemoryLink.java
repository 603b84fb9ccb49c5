package network.clawnet.core.testing.net;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What lies between two hosts: one connection at most, and its faults. */
final class MemoryLink {
  private final MemoryNetwork net;
  private final MemoryHost low;
  private final MemoryHost high;
  private final Set<Runnable> onEnd = new LinkedHashSet<>();
  private final List<Runnable> heldBack = new ArrayList<>();
  private MemoryHost opener;
  private boolean connected;
  private boolean cut;
  private boolean held;
  private long lagNanos;
  private long lastAt;
  private long since;
  private int connection;
  private double lost;

  MemoryLink(MemoryNetwork net, MemoryHost low, MemoryHost high) {
    this.net = net;
    this.low = low;
    this.high = high;
    this.opener = low;
  }

  /** Connects; returns false if the link is cut or one side has banned the other. */
  boolean connect(MemoryHost by) {
    synchronized (net) {
      if (connected) {
        return true;
      }
      if (cut || low.refuses(high.self()) || high.refuses(low.self())) {
        return false;
      }
      connected = true;
      connection++;
      opener = by;
      since = net.nanos();
      low.attach(high, this);
      high.attach(low, this);
      return true;
    }
  }

  /** Ends the connection: streams are reset, what is under way is lost. */
  void disconnect() {
    List<Runnable> tell;
    synchronized (net) {
      if (!connected) {
        return;
      }
      connected = false;
      heldBack.clear();
      tell = new ArrayList<>(onEnd);
      onEnd.clear();
    }
    tell.forEach(Runnable::run);
    low.detach(high);
    high.detach(low);
  }

  void cut() {
    synchronized (net) {
      cut = true;
    }
    disconnect();
  }

  void heal() {
    synchronized (net) {
      cut = false;
      held = false;
      lagNanos = 0;
      lost = 0;
      List<Runnable> late = new ArrayList<>(heldBack);
      heldBack.clear();
      late.forEach(this::carry);
    }
  }

  void hold() {
    synchronized (net) {
      held = true;
    }
  }

  void lag(long nanos) {
    synchronized (net) {
      lagNanos = nanos;
    }
  }

  void lose(double share) {
    synchronized (net) {
      lost = share;
    }
  }

  /** Delivers something at the other end, after everything before it; never if the link ends. */
  void carry(Runnable delivery) {
    synchronized (net) {
      if (!connected) {
        return;
      }
      if (held) {
        heldBack.add(delivery);
        return;
      }
      int carrier = connection;
      lastAt = Math.max(lastAt, net.nanos() + lagNanos);
      net.at(
          lastAt,
          () -> {
            if (isStill(carrier)) {
              delivery.run();
            }
          });
    }
  }

  /** Like {@link #carry}, but may lose it. */
  void carryUnsafely(Runnable delivery) {
    if (!net.chance(lossShare())) {
      carry(delivery);
    }
  }

  /** Calls this when the connection ends, unless {@link #forget} came first. */
  void onEnd(Runnable task) {
    synchronized (net) {
      if (connected) {
        onEnd.add(task);
        return;
      }
    }
    task.run();
  }

  void forget(Runnable task) {
    synchronized (net) {
      onEnd.remove(task);
    }
  }

  boolean connected() {
    synchronized (net) {
      return connected;
    }
  }

  long lagNanos() {
    synchronized (net) {
      return lagNanos;
    }
  }

  long since() {
    synchronized (net) {
      return since;
    }
  }

  boolean openedBy(MemoryHost host) {
    synchronized (net) {
      return opener == host;
    }
  }

  private double lossShare() {
    synchronized (net) {
      return lost;
    }
  }

  private boolean isStill(int carrier) {
    synchronized (net) {
      return connected && connection == carrier;
    }
  }
}
