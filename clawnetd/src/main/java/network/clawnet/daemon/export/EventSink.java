package network.clawnet.daemon.export;

import java.io.IOException;
import java.util.List;

/**
 * An engine that takes final blocks: PostgreSQL here; a topic of Kafka or an index of OpenSearch
 * has the same three duties. One thread calls it. After an {@code IOException} it is closed, and
 * another one is opened later.
 *
 * <p>The same block may come twice, when a write was done and its answer was lost: what has the
 * height of a block must replace or ignore, not add.
 */
public interface EventSink extends AutoCloseable {
  /** Opens a sink; called again after each fault. */
  @FunctionalInterface
  interface Opener {
    EventSink open() throws IOException;
  }

  /** Returns the height of the last block that the engine holds for good; -1 for none. */
  long resume() throws IOException;

  /**
   * Takes blocks, each one higher than the one before and the first one higher than {@link #resume}
   * said; all or none, and for good when this returns.
   */
  void write(List<FinalContent> blocks) throws IOException;

  @Override
  void close();
}
