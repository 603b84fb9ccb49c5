package network.clawnet.bench.cluster;

import java.io.Closeable;
import java.io.IOException;
import java.util.List;

/** A connection to a node. One thread. */
interface Door extends Closeable {
  /**
   * Hands over events and waits until the node has taken all of them.
   *
   * @throws IOException if it refuses one
   */
  void submit(List<byte[]> events) throws IOException;

  /**
   * Hands over an event, known or not, and waits until it is final.
   *
   * @throws IOException if it does not become final
   */
  void settle(byte[] event) throws IOException;
}
