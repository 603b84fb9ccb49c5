package network.clawnet.daemon.process;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Closes what was started, last first, when the process is told to stop: by SIGTERM, by Ctrl-C, or
 * by the node itself.
 *
 * <p>Closings that take longer than the limit in total are given up, because a supervisor would
 * kill the process anyway; the ledger survives that. Steps may be added by the starting thread
 * only.
 */
public final class GracefulStop {
  /** How long all closings may take together. */
  public static final Duration LIMIT = Duration.ofSeconds(20);

  private static final Logger LOG = LoggerFactory.getLogger(GracefulStop.class);

  private final Deque<Step> steps = new ArrayDeque<>();
  private final AtomicBoolean begun = new AtomicBoolean();
  private final CountDownLatch asked = new CountDownLatch(1);
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Duration limit;
  private volatile boolean restart;

  /** Something to close. */
  @FunctionalInterface
  public interface Closing {
    /** Closes it; may fail, which is logged and does not keep the others from closing. */
    void close() throws Exception;
  }

  private record Step(String name, Closing closing) {}

  /** Takes how long all closings may take together. */
  public GracefulStop(Duration limit) {
    this.limit = limit;
  }

  /** Adds a closing that runs before those added earlier. */
  public void onStop(String name, Closing closing) {
    synchronized (steps) {
      steps.push(new Step(name, closing));
    }
  }

  /** Makes the end of the process, whatever asks for it, run the closings first. */
  public void install() {
    Runtime.getRuntime().addShutdownHook(new Thread(this::stop, "stop"));
  }

  /** Asks for everything to be closed and started anew in this process; returns at once. */
  public void restart() {
    restart = true;
    asked.countDown();
  }

  /** Returns whether the process is to go on with everything started anew. */
  public boolean wantsRestart() {
    return restart && !begun.get();
  }

  /** Waits until somebody asks this process to stop; closings may still be running then. */
  public void awaitRequest() throws InterruptedException {
    asked.await();
  }

  /** Closes everything now and returns when that is done or given up; a second call only waits. */
  public void stop() {
    asked.countDown();
    if (begun.compareAndSet(false, true)) {
      Thread worker = new Thread(this::closeAll, "closing");
      worker.setDaemon(true);
      worker.start();
    }
    try {
      if (!closed.await(limit.toMillis(), TimeUnit.MILLISECONDS)) {
        LOG.warn("stop given_up_after_s={}", limit.toSeconds());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void closeAll() {
    while (true) {
      Step step;
      synchronized (steps) {
        step = steps.poll();
      }
      if (step == null) {
        break;
      }
      close(step);
    }
    closed.countDown();
  }

  @SuppressWarnings("CatchingUnchecked") // whatever fails, the others must be closed
  private static void close(Step step) {
    try {
      step.closing().close();
    } catch (Exception e) {
      LOG.error("stop step={} failed", step.name(), e);
    }
  }
}
