package network.clawnet.p2p.transport.link;

import io.netty.util.concurrent.ScheduledFuture;
import org.jspecify.annotations.Nullable;

/** Runs an action when nothing touched it for a while. Connection's thread. */
final class Deadline {
  private final YamuxConnection connection;
  private final Runnable action;
  private @Nullable ScheduledFuture<?> timer;
  private long limitMicros;
  private long touchedAt;

  Deadline(YamuxConnection connection, Runnable action) {
    this.connection = connection;
    this.action = action;
  }

  /** Starts anew; 0 stops. */
  void start(long micros) {
    limitMicros = micros;
    touch();
    arm(micros);
  }

  /** Begins the while again. */
  void touch() {
    if (limitMicros > 0) {
      touchedAt = connection.nowMicros();
    }
  }

  void stop() {
    start(0);
  }

  private void arm(long micros) {
    if (timer != null) {
      timer.cancel(false);
      timer = null;
    }
    if (micros > 0) {
      timer = connection.after(micros, this::look);
    }
  }

  private void look() {
    long left = limitMicros - (connection.nowMicros() - touchedAt);
    if (left > 0) {
      arm(left);
    } else {
      action.run();
    }
  }
}
