package network.clawnet.p2p.testing;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import network.clawnet.p2p.host.HostLog;

/** Takes everything that a host under test has to say for a bug of ours. Any thread. */
public final class BugLog implements HostLog {
  private final Queue<Throwable> bugs = new ConcurrentLinkedQueue<>();

  @Override
  public void bookMovedAside(Path where) {
    bugs.add(new AssertionError("book moved to " + where));
  }

  @Override
  public void bookNotWritten(IOException fault) {
    bugs.add(fault);
  }

  @Override
  public void notListening(String address, String why) {
    bugs.add(new AssertionError("not listening at " + address + ": " + why));
  }

  @Override
  public void bug(Throwable fault) {
    bugs.add(fault);
  }

  /** Fails the test if there was any. */
  public void requireNone() {
    if (!bugs.isEmpty()) {
      AssertionError error = new AssertionError("a host has bugs");
      bugs.forEach(error::addSuppressed);
      throw error;
    }
  }
}
