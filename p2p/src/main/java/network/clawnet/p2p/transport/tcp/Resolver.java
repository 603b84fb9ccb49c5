package network.clawnet.p2p.transport.tcp;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import network.clawnet.p2p.multiaddr.TcpEndpoint;

/** Looks names up, on threads of its own: the system's resolver blocks. */
final class Resolver implements AutoCloseable {
  private static final int THREADS = 2;
  private static final int MAX_WAITING = 256;
  private static final int IPV4_BYTES = 4;

  private final ThreadPoolExecutor threads;

  Resolver() {
    threads =
        new ThreadPoolExecutor(
            THREADS,
            THREADS,
            10,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(MAX_WAITING),
            task -> {
              Thread thread = new Thread(task, "p2p-names");
              thread.setDaemon(true);
              return thread;
            });
    threads.allowCoreThreadTimeOut(true);
  }

  /** Completes on a thread of the resolver, at once for a number. */
  CompletionStage<InetSocketAddress> resolve(TcpEndpoint endpoint) {
    if (!endpoint.isName()) {
      return CompletableFuture.completedFuture(
          new InetSocketAddress(endpoint.host(), endpoint.port()));
    }
    try {
      return CompletableFuture.supplyAsync(() -> lookUp(endpoint), threads);
    } catch (RejectedExecutionException e) {
      return CompletableFuture.failedFuture(e);
    }
  }

  private static InetSocketAddress lookUp(TcpEndpoint endpoint) {
    try {
      for (InetAddress address : InetAddress.getAllByName(endpoint.host())) {
        boolean four = address.getAddress().length == IPV4_BYTES;
        boolean fits =
            switch (endpoint.family()) {
              case DNS4 -> four;
              case DNS6 -> !four;
              default -> true;
            };
        if (fits) {
          return new InetSocketAddress(address, endpoint.port());
        }
      }
      throw new UnknownHostException(endpoint.host());
    } catch (UnknownHostException e) {
      throw new CompletionException(e);
    }
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
