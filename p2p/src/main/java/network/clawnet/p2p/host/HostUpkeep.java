package network.clawnet.p2p.host;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicBoolean;
import network.clawnet.p2p.service.ThreadLoop;

/**
 * What a host does by itself: tells peers what has changed, keeps company, and writes its book. Its
 * methods may be called from any thread.
 */
final class HostUpkeep {
  private final ThreadLoop loop;
  private final ThreadLoop disk;
  private final Portrait portrait;
  private final Connections connections;
  private final Notebook notebook;
  private final HostLog log;
  private final AtomicBoolean pushPending = new AtomicBoolean();

  /**
   * Does nothing yet.
   *
   * @param loop the host's own
   * @param disk may block
   */
  HostUpkeep(
      ThreadLoop loop,
      ThreadLoop disk,
      Portrait portrait,
      Connections connections,
      Notebook notebook,
      HostLog log) {
    this.loop = loop;
    this.disk = disk;
    this.portrait = portrait;
    this.connections = connections;
    this.notebook = notebook;
    this.log = log;
  }

  /** Begins; called once. */
  void start(Keeping keeping) {
    loop.execute(keeping::look);
    loop.every(HostLimits.UPKEEP_MILLIS, keeping::look);
    loop.every(HostLimits.UPKEEP_MILLIS, connections::trim);
    loop.every(HostLimits.SAVE_MILLIS, this::refresh);
    disk.every(HostLimits.UPKEEP_MILLIS, this::saveIfUrgent);
    disk.every(HostLimits.SAVE_MILLIS, this::save);
  }

  /** Lets changes gather, then tells them to all peers. */
  void pushSoon() {
    if (pushPending.compareAndSet(false, true)) {
      loop.after(
          HostLimits.PUSH_DELAY_MILLIS,
          () -> {
            pushPending.set(false);
            connections.pushToAll();
          });
    }
  }

  private void refresh() {
    if (portrait.refresh()) {
      pushSoon();
    }
  }

  private void saveIfUrgent() {
    if (notebook.isUrgent()) {
      save();
    }
  }

  private void save() {
    try {
      notebook.save();
    } catch (IOException e) {
      log.bookNotWritten(e);
    }
  }

  /** Writes the book for the last time, and ends with it; blocks. */
  void close() {
    disk.execute(this::save);
    disk.close();
  }
}
