package network.clawnet.p2p.discovery;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.StandardProtocolFamily;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.Selector;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import network.clawnet.core.identity.PeerId;
import network.clawnet.p2p.multiaddr.Multiaddr;

/**
 * Runs {@link Mdns} on the sockets of both IP families, on one thread of its own. A family that
 * this host lacks is left out.
 */
public final class MdnsService implements AutoCloseable {
  private static final long TICK_MILLIS = 250;
  private static final long LOOK_MILLIS = 5_000;
  private static final long CLOSE_MILLIS = 2_000;
  private static final int MAX_PACKETS_IN_A_ROW = 64;
  private static final long NANOS_PER_MILLI = 1_000_000;

  /** Hears of peers; called on the service's thread, must return soon. */
  @FunctionalInterface
  public interface Listener {
    /** Somebody on the wire says that this peer is at these addresses. */
    void found(PeerId peer, List<Multiaddr> addrs);
  }

  private final Mdns machine;
  private final Supplier<List<Multiaddr>> addrs;
  private final Listener listener;
  private final List<MulticastGroup> groups;
  private final Selector selector;
  private final Thread thread;
  private long nextLookMillis = Long.MIN_VALUE;
  private volatile boolean closed;

  private MdnsService(
      MdnsSettings settings,
      Supplier<List<Multiaddr>> addrs,
      Listener listener,
      List<MulticastGroup> groups,
      Selector selector) {
    machine = new Mdns(settings.self(), settings.service(), settings.loopback(), settings.random());
    this.addrs = addrs;
    this.listener = listener;
    this.groups = groups;
    this.selector = selector;
    thread = new Thread(this::run, "p2p-mdns");
    thread.setDaemon(true);
  }

  /**
   * Begins to discover and to be discovered.
   *
   * @param addrs what to announce now; called on the service's thread
   * @throws IOException if no socket can be opened, as in a sandbox without multicast
   */
  public static MdnsService start(
      MdnsSettings settings, Supplier<List<Multiaddr>> addrs, Listener listener)
      throws IOException {
    List<MulticastGroup> groups = new ArrayList<>();
    Selector selector = Selector.open();
    try {
      groups.add(
          MulticastGroup.open(StandardProtocolFamily.INET, settings.port(), settings.loopback()));
      openSixth(settings).ifPresent(groups::add);
      for (MulticastGroup group : groups) {
        group.register(selector);
      }
    } catch (IOException e) {
      selector.close();
      closeAll(groups);
      throw e;
    }
    MdnsService service = new MdnsService(settings, addrs, listener, groups, selector);
    service.thread.start();
    return service;
  }

  private static Optional<MulticastGroup> openSixth(MdnsSettings settings) {
    try {
      return Optional.of(
          MulticastGroup.open(StandardProtocolFamily.INET6, settings.port(), settings.loopback()));
    } catch (IOException | UnsupportedOperationException e) {
      return Optional.empty(); // a host without IPv6
    }
  }

  private static void closeAll(List<MulticastGroup> groups) throws IOException {
    for (MulticastGroup group : groups) {
      group.close();
    }
  }

  private void run() {
    try {
      while (!closed) {
        long now = System.nanoTime() / NANOS_PER_MILLI;
        look(now);
        machine.announce(addrs.get());
        perform(machine.tick(now));
        selector.select(TICK_MILLIS);
        selector.selectedKeys().clear();
        receive();
      }
      machine.farewell().ifPresent(packet -> groups.forEach(group -> group.send(packet)));
    } catch (ClosedSelectorException e) {
      // closed while waiting
    } catch (IOException e) {
      throw new UncheckedIOException("multicast discovery stopped", e);
    } finally {
      release();
    }
  }

  private void release() {
    try {
      closeAll(groups);
      selector.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void look(long nowMillis) throws IOException {
    if (nowMillis < nextLookMillis) {
      return;
    }
    nextLookMillis = nowMillis + LOOK_MILLIS;
    boolean news = false;
    for (MulticastGroup group : groups) {
      news |= group.joinAll();
    }
    if (news) {
      machine.wireChanged();
    }
  }

  private void receive() throws IOException {
    for (MulticastGroup group : groups) {
      Optional<byte[]> packet = group.receive();
      for (int i = 0; packet.isPresent() && i < MAX_PACKETS_IN_A_ROW; i++) {
        perform(machine.received(System.nanoTime() / NANOS_PER_MILLI, packet.get()));
        packet = group.receive();
      }
    }
  }

  private void perform(List<MdnsEffect> effects) {
    for (MdnsEffect effect : effects) {
      if (effect instanceof MdnsEffect.Send it) {
        groups.forEach(group -> group.send(it.packet()));
      } else if (effect instanceof MdnsEffect.Found it) {
        listener.found(it.peer(), it.addrs());
      } else {
        throw new IllegalStateException("unknown effect " + effect);
      }
    }
  }

  /** Takes our announcement back and stops; waits for at most two seconds. */
  @Override
  public void close() {
    closed = true;
    selector.wakeup();
    try {
      thread.join(CLOSE_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
