package network.clawnet.core.testing.net;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Delayed;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A thread in the time of a {@link MemoryNetwork}: its tasks run one at a time, in order. */
public final class NetLane extends AbstractExecutorService implements ScheduledExecutorService {
  private final MemoryNetwork net;
  private final Deque<Runnable> tasks = new ArrayDeque<>();
  private boolean planned;
  private boolean closed;

  public NetLane(MemoryNetwork net) {
    this.net = net;
  }

  @Override
  public void execute(Runnable task) {
    synchronized (net) {
      if (closed) {
        throw new RejectedExecutionException("the lane is closed");
      }
      tasks.add(task);
      plan();
    }
  }

  private void plan() {
    if (!planned && !tasks.isEmpty()) {
      planned = true;
      net.soon(this::runNext);
    }
  }

  private void runNext() {
    Runnable task;
    synchronized (net) {
      task = tasks.poll();
    }
    if (task != null) {
      task.run();
    }
    synchronized (net) {
      planned = false;
      plan();
    }
  }

  private void offer(Runnable task) {
    synchronized (net) {
      if (!closed) {
        execute(task);
      }
    }
  }

  @Override
  public ScheduledFuture<?> schedule(Runnable task, long delay, TimeUnit unit) {
    Planned once = new Planned();
    net.after(Duration.ofNanos(unit.toNanos(delay)), () -> once.run(task));
    return once;
  }

  @Override
  public ScheduledFuture<?> scheduleWithFixedDelay(
      Runnable task, long initialDelay, long delay, TimeUnit unit) {
    Planned repeated = new Planned();
    Duration pause = Duration.ofNanos(unit.toNanos(delay));
    net.after(Duration.ofNanos(unit.toNanos(initialDelay)), () -> repeated.runAgain(task, pause));
    return repeated;
  }

  @Override
  public <V> ScheduledFuture<V> schedule(Callable<V> task, long delay, TimeUnit unit) {
    throw new UnsupportedOperationException("not used");
  }

  @Override
  public ScheduledFuture<?> scheduleAtFixedRate(
      Runnable task, long initialDelay, long period, TimeUnit unit) {
    throw new UnsupportedOperationException("not used");
  }

  @Override
  public void shutdown() {
    synchronized (net) {
      closed = true;
    }
  }

  @Override
  public List<Runnable> shutdownNow() {
    synchronized (net) {
      closed = true;
      List<Runnable> left = List.copyOf(tasks);
      tasks.clear();
      return left;
    }
  }

  @Override
  public boolean isShutdown() {
    synchronized (net) {
      return closed;
    }
  }

  @Override
  public boolean isTerminated() {
    synchronized (net) {
      return closed && tasks.isEmpty();
    }
  }

  /** Runs what waits: nobody else does while the caller stands here. */
  @Override
  public boolean awaitTermination(long timeout, @Nullable TimeUnit unit) {
    while (!isTerminated()) {
      runNext();
    }
    return true;
  }

  private final class Planned extends CompletableFuture<Object> implements ScheduledFuture<Object> {
    private void run(Runnable task) {
      if (!isCancelled()) {
        offer(task);
      }
    }

    private void runAgain(Runnable task, Duration pause) {
      if (!isCancelled() && !isShutdown()) {
        offer(task);
        net.after(pause, () -> runAgain(task, pause));
      }
    }

    @Override
    public long getDelay(TimeUnit unit) {
      return 0;
    }

    @Override
    public int compareTo(Delayed other) {
      throw new UnsupportedOperationException("is in no queue");
    }
  }

  /** Runs tasks at once, on the caller: work whose place in time does not matter. */
  public static final class Inline extends AbstractExecutorService {
    @Override
    public void execute(Runnable task) {
      task.run();
    }

    @Override
    public void shutdown() {
      // holds nothing
    }

    @Override
    public List<Runnable> shutdownNow() {
      return List.of();
    }

    @Override
    public boolean isShutdown() {
      return false;
    }

    @Override
    public boolean isTerminated() {
      return false;
    }

    @Override
    public boolean awaitTermination(long timeout, @Nullable TimeUnit unit) {
      return true;
    }
  }
}
