package network.clawnet.core.relay;

import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import network.clawnet.core.chain.LedgerService;
import network.clawnet.core.crypto.Hash;
import network.clawnet.core.identity.PeerId;
import network.clawnet.core.port.Network;

/**
 * What the relay stands on; it closes the thread and nothing else.
 *
 * @param chainId hash of the genesis document
 * @param validators peers that have proved to be other validators of the epoch; asked on the
 *     relay's thread, often
 * @param failed told of a fault of ours
 */
public record RelayParts(
    Hash chainId,
    Network network,
    LedgerService ledger,
    Supplier<Set<PeerId>> validators,
    Threads threads,
    Consumer<Throwable> failed) {
  /**
   * What it runs on.
   *
   * @param relay runs one task at a time
   * @param nanos monotonic clock
   * @param seed of jitter
   */
  public record Threads(ScheduledExecutorService relay, LongSupplier nanos, long seed) {
    /** Starts the thread of a node. */
    public static Threads start(long seed) {
      return new Threads(
          Executors.newSingleThreadScheduledExecutor(work -> new Thread(work, "relay")),
          System::nanoTime,
          seed);
    }
  }
}
