package network.clawnet.p2p.gossip;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import network.clawnet.p2p.service.Loop;

/**
 * Brings tasks from all threads to the loop, many in one turn when they come fast: a turn of the
 * loop costs more than most tasks. After some tasks in a row it lets {@code afterwards} send what
 * they had to say. Its callers bound what they post.
 */
final class Mailbox {
  private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
  private final AtomicBoolean scheduled = new AtomicBoolean();
  private final Loop loop;
  private final Runnable afterwards;

  Mailbox(Loop loop, Runnable afterwards) {
    this.loop = loop;
    this.afterwards = afterwards;
  }

  /** Runs the task on the loop, in the order of the calls. Any thread. */
  void post(Runnable task) {
    tasks.add(task);
    schedule();
  }

  private void schedule() {
    if (scheduled.compareAndSet(false, true)) {
      loop.execute(this::turn);
    }
  }

  private void turn() {
    try {
      Runnable task = tasks.poll();
      for (int i = 1; task != null; i++) {
        task.run();
        task = i < GossipLimits.MAX_TASKS_IN_A_ROW ? tasks.poll() : null;
      }
    } finally {
      try {
        afterwards.run();
      } finally {
        scheduled.set(false);
        if (!tasks.isEmpty()) {
          schedule();
        }
      }
    }
  }
}
