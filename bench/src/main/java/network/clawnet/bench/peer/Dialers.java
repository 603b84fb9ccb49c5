package network.clawnet.bench.peer;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import network.clawnet.core.identity.PeerId;
import network.clawnet.core.port.PeerEvents;
import network.clawnet.p2p.host.Host;
import network.clawnet.p2p.multiaddr.Multiaddr;

/** Hosts that dial, each under an identity of its own, side by side. */
final class Dialers implements AutoCloseable {
  private final List<Host> hosts = new ArrayList<>();
  private final ExecutorService threads;

  Dialers(int count) throws CommandException {
    threads = Executors.newFixedThreadPool(Math.max(1, count));
    try {
      for (int i = 0; i < Math.max(1, count); i++) {
        hosts.add(PeerNode.dialer());
      }
    } catch (IOException e) {
      throw new CommandException("no host", e);
    }
  }

  /** Sets up and closes so many connections in all. */
  void run(Multiaddr address, int count) throws CommandException, InterruptedException {
    AtomicInteger left = new AtomicInteger(count);
    List<Future<?>> lines = new ArrayList<>();
    for (Host host : hosts) {
      lines.add(threads.submit(() -> line(host, address, left)));
    }
    for (Future<?> line : lines) {
      try {
        line.get();
      } catch (ExecutionException e) {
        throw new CommandException("connections", e.getCause() == null ? e : e.getCause());
      }
    }
  }

  private static Void line(Host host, Multiaddr address, AtomicInteger left)
      throws CommandException, InterruptedException {
    Semaphore gone = new Semaphore(0);
    host.watch(new Goodbyes(gone));
    while (left.getAndDecrement() > 0) {
      PeerId peer = PeerNode.dial(host, address);
      host.disconnect(peer);
      gone.acquire();
    }
    return null;
  }

  private record Goodbyes(Semaphore gone) implements PeerEvents {
    @Override
    public void connected(PeerId peer) {}

    @Override
    public void identified(PeerId peer, List<String> protocols) {}

    @Override
    public void disconnected(PeerId peer) {
      gone.release();
    }
  }

  @Override
  public void close() {
    threads.shutdownNow();
    hosts.forEach(Host::close);
  }
}
