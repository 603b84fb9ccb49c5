package network.clawnet.daemon.ledger;

import java.io.IOException;
import java.util.function.Consumer;

/**
 * Looks at every table file once in the background: what nobody reads could otherwise be damaged
 * for years before anybody learns of it.
 */
final class Scrub implements AutoCloseable {
  private final Look look;
  private volatile boolean closed;

  /** Reads all files; may take minutes. */
  @FunctionalInterface
  interface Look {
    /**
     * Looks.
     *
     * @throws IOException naming the first damaged file
     */
    void run() throws IOException;
  }

  Scrub(Look look) {
    this.look = look;
  }

  /**
   * Begins to look.
   *
   * @param damaged told of the first damage, on the thread that looks
   * @return the thread that looks, which keeps no process alive
   */
  Thread start(Consumer<Throwable> damaged) {
    Thread scrub = new Thread(() -> look(damaged), "scrub");
    scrub.setDaemon(true);
    scrub.start();
    return scrub;
  }

  private void look(Consumer<Throwable> damaged) {
    try {
      look.run();
    } catch (IOException e) {
      if (!closed) {
        damaged.accept(e);
      }
    }
  }

  /** From now on a file that cannot be read is closed, not damaged. */
  @Override
  public void close() {
    closed = true;
  }
}
