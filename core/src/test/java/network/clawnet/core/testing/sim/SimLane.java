package network.clawnet.core.testing.sim;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.Callable;
import java.util.concurrent.Delayed;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** A thread of a simulated process: its tasks run one at a time, in order, in virtual time. */
final class SimLane extends AbstractExecutorService implements ScheduledExecutorService {
  private final SimProcess process;
  private final LongSupplier delayNs;
  private final Deque<Runnable> tasks = new ArrayDeque<>();
  private boolean planned;
  private boolean closed;

  /**
   * Starts a lane.
   *
   * @param delayNs time from one task to the next
   */
  SimLane(SimProcess process, LongSupplier delayNs) {
    this.process = process;
    this.delayNs = delayNs;
  }

  @Override
  public void execute(Runnable task) {
    if (closed) {
      throw new RejectedExecutionException("the lane is closed");
    }
    tasks.add(task);
    plan();
  }

  /** Runs all tasks that wait now, and those that they add. */
  void drain() {
    while (!tasks.isEmpty()) {
      tasks.remove().run();
    }
  }

  boolean isIdle() {
    return tasks.isEmpty();
  }

  private void plan() {
    if (!planned) {
      planned = true;
      SimNode node = process.node();
      node.world.agenda.in(delayNs.getAsLong(), () -> node.run(process, this::runNext));
    }
  }

  private void runNext() {
    planned = false;
    Runnable task = tasks.poll();
    if (task != null) {
      task.run();
    }
    if (!tasks.isEmpty()) {
      plan();
    }
  }

  @Override
  public ScheduledFuture<?> scheduleWithFixedDelay(
      Runnable task, long initialDelay, long delay, TimeUnit unit) {
    Repeated repeated = new Repeated(task, unit.toNanos(delay));
    repeated.planAfter(unit.toNanos(initialDelay));
    return repeated;
  }

  private final class Repeated implements ScheduledFuture<Object> {
    private final Runnable task;
    private final long delay;
    private boolean cancelled;

    Repeated(Runnable task, long delay) {
      this.task = task;
      this.delay = delay;
    }

    void planAfter(long nanos) {
      SimNode node = process.node();
      node.world.agenda.in(nanos, () -> node.run(process, this::runOnce));
    }

    private void runOnce() {
      if (!cancelled && !closed) {
        execute(task);
        planAfter(delay);
      }
    }

    @Override
    public boolean cancel(boolean mayInterruptIfRunning) {
      cancelled = true;
      return true;
    }

    @Override
    public boolean isCancelled() {
      return cancelled;
    }

    @Override
    public boolean isDone() {
      return cancelled;
    }

    @Override
    public long getDelay(TimeUnit unit) {
      return unit.convert(delay, TimeUnit.NANOSECONDS);
    }

    @Override
    public int compareTo(Delayed other) {
      throw new UnsupportedOperationException("is in no queue");
    }

    @Override
    public Object get() {
      throw new UnsupportedOperationException("never ends");
    }

    @Override
    public Object get(long timeout, TimeUnit unit) {
      throw new UnsupportedOperationException("never ends");
    }
  }

  @Override
  public ScheduledFuture<?> schedule(Runnable task, long delay, TimeUnit unit) {
    throw new UnsupportedOperationException("not used by the ledger");
  }

  @Override
  public <V> ScheduledFuture<V> schedule(Callable<V> task, long delay, TimeUnit unit) {
    throw new UnsupportedOperationException("not used by the ledger");
  }

  @Override
  public ScheduledFuture<?> scheduleAtFixedRate(
      Runnable task, long initialDelay, long period, TimeUnit unit) {
    throw new UnsupportedOperationException("not used by the ledger");
  }

  @Override
  public void shutdown() {
    closed = true;
  }

  @Override
  public List<Runnable> shutdownNow() {
    closed = true;
    List<Runnable> left = List.copyOf(tasks);
    tasks.clear();
    return left;
  }

  @Override
  public boolean isShutdown() {
    return closed;
  }

  @Override
  public boolean isTerminated() {
    return closed && tasks.isEmpty();
  }

  @Override
  public boolean awaitTermination(long timeout, @Nullable TimeUnit unit) {
    return isTerminated();
  }

  /** Runs tasks at once, on the caller: work whose place in time does not matter. */
  static final class Inline extends AbstractExecutorService {
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
