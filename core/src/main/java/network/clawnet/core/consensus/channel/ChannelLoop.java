package network.clawnet.core.consensus.channel;

import java.util.concurrent.Executor;

/**
 * The one thread that owns the channels, with its clock and timers. Tasks run in the order in which
 * they were given. Any thread may call; once closed, tasks are dropped without a word.
 */
public interface ChannelLoop extends Executor, AutoCloseable {
  /** Returns nanoseconds that never go back; they say nothing of the time of day. */
  long nowNanos();

  /** Runs a task once, this many nanoseconds from now. */
  void after(long delayNanos, Runnable task);

  /** Stops after the task that runs; the others are dropped. */
  @Override
  void close();
}
