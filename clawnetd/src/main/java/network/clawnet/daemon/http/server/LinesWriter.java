package network.clawnet.daemon.http.server;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;
import network.clawnet.core.codec.CanonicalJson;
import network.clawnet.core.codec.Json;
import org.jspecify.annotations.Nullable;

/**
 * Writes JSON lines as they come. A line that comes while the last one is still being written
 * replaces the one that waits, so a slow reader costs one thread and one line of memory.
 */
final class LinesWriter {
  static final String CONTENT_TYPE = "application/x-ndjson; charset=utf-8";

  private final HttpServletResponse response;
  private final Executor executor;
  private final AtomicReference<Json.@Nullable Obj> waiting = new AtomicReference<>();
  private final AtomicBoolean scheduled = new AtomicBoolean();
  private final AtomicBoolean broken = new AtomicBoolean();
  private final ReentrantLock writing = new ReentrantLock();

  LinesWriter(HttpServletResponse response, Executor executor) {
    this.response = response;
    this.executor = executor;
  }

  /** Writes the line soon, unless a later one overtakes it. Does not block. */
  void offer(Json.Obj line) {
    waiting.set(line);
    if (scheduled.compareAndSet(false, true)) {
      executor.execute(this::drain);
    }
  }

  private void drain() {
    scheduled.set(false);
    Json.Obj line = waiting.getAndSet(null);
    if (line != null) {
      write(line);
    }
  }

  /** Writes the line now; blocks at most for the connection's idle timeout. */
  void write(Json.Obj line) {
    writing.lock();
    try {
      if (!broken.get()) {
        byte[] bytes = (CanonicalJson.text(line) + "\n").getBytes(StandardCharsets.UTF_8);
        response.getOutputStream().write(bytes);
        response.flushBuffer();
      }
    } catch (IOException e) {
      // The reader is gone: what is being reported goes on, nobody hears it.
      broken.set(true);
    } finally {
      writing.unlock();
    }
  }

  /** Writes the last line; lines offered before it are dropped if they did not make it. */
  void last(Json.Obj line) {
    waiting.set(null);
    write(line);
  }
}
