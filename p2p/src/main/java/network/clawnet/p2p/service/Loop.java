package network.clawnet.p2p.service;

import java.util.concurrent.Executor;
import network.clawnet.core.port.Registration;

/**
 * The one thread that owns a protocol's state, with its clock and its timers.
 *
 * <p>Tasks run in the order in which they were given. All methods may be called from any thread.
 */
public interface Loop extends Executor {
  /** Returns milliseconds that never go back; they say nothing of the time of day. */
  long nowMillis();

  /** Returns microseconds on the same scale as {@link #nowMillis()}. */
  long nowMicros();

  /** Returns whether the caller is on this loop's thread. */
  boolean inLoop();

  /** Runs a task later, once; closing the registration before that prevents it. */
  Registration after(long delayMillis, Runnable task);
}
