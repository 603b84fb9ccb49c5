package network.clawnet.core.message.post;

import java.time.InstantSource;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Consumer;
import network.clawnet.core.crypto.Entropy;
import network.clawnet.core.crypto.Hash;
import network.clawnet.core.port.Network;
import network.clawnet.core.port.PeerFinder;
import network.clawnet.core.port.Store;

/**
 * What a post office stands on; it closes the thread and nothing else.
 *
 * @param chainId hash of the genesis document
 * @param store the node database
 * @param failed told of a fault of ours, after which the post office does nothing more
 */
public record PostParts(
    Hash chainId,
    Peers peers,
    Store store,
    Admission admission,
    Threads threads,
    Consumer<Throwable> failed) {
  /** The other nodes. */
  public record Peers(Network network, PeerFinder finder) {}

  /**
   * What it runs on.
   *
   * @param lane runs one task at a time
   */
  public record Threads(ScheduledExecutorService lane, InstantSource clock, Entropy entropy) {
    /** Starts the thread of a node. */
    public static Threads start(InstantSource clock, Entropy entropy) {
      return new Threads(
          Executors.newSingleThreadScheduledExecutor(work -> new Thread(work, "post")),
          clock,
          entropy);
    }
  }

  long now() {
    return threads.clock().millis();
  }
}
