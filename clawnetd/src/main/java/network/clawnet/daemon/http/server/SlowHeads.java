package network.clawnet.daemon.http.server;

import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.util.thread.Scheduler;

/**
 * Closes connections whose request line and headers do not arrive in time. Jetty's idle timeout
 * does not see a caller that sends one byte now and then.
 *
 * <p>A connection is looked at once a {@link #PERIOD}; it is late when bytes of a new request came
 * and no request followed for the whole limit.
 */
final class SlowHeads implements Connection.Listener {
  static final Duration PERIOD = Duration.ofMillis(500);

  private final Scheduler scheduler;
  private final long limitNanos;
  private final ConcurrentHashMap<Connection, Watched> open = new ConcurrentHashMap<>();

  /** What was seen last; owned by the scheduler's thread. */
  private static final class Watched {
    private long requests;
    private long bytes;
    private long since;
    private boolean partial;
  }

  SlowHeads(Scheduler scheduler, Duration limit) {
    this.scheduler = scheduler;
    this.limitNanos = limit.toNanos();
  }

  @Override
  public void onOpened(Connection connection) {
    open.put(connection, new Watched());
  }

  @Override
  public void onClosed(Connection connection) {
    open.remove(connection);
  }

  /** Looks now and again until the scheduler stops. */
  void start() {
    if (scheduler.isRunning()) {
      scheduler.schedule(this::sweep, PERIOD.toMillis(), TimeUnit.MILLISECONDS);
    }
  }

  private void sweep() {
    long now = System.nanoTime();
    open.forEach(
        (connection, watched) -> {
          if (late(connection, watched, now)) {
            connection.getEndPoint().close();
          }
        });
    start();
  }

  private boolean late(Connection connection, Watched watched, long now) {
    long requests = connection.getMessagesIn();
    long bytes = connection.getBytesIn();
    boolean answering = requests != connection.getMessagesOut();
    if (answering || requests != watched.requests) {
      watched.requests = requests;
      watched.bytes = bytes;
      watched.partial = false;
      return false;
    }
    if (!watched.partial && bytes != watched.bytes) {
      watched.partial = true;
      watched.since = now;
    }
    return watched.partial && now - watched.since > limitNanos;
  }
}
