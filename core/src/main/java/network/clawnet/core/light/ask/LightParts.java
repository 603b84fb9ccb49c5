package network.clawnet.core.light.ask;

import java.time.InstantSource;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import network.clawnet.core.crypto.Hash;
import network.clawnet.core.port.Network;
import network.clawnet.core.port.PeerControl;
import network.clawnet.core.sync.epochs.EpochTrail;

/** What a light client stands on; it closes the thread and nothing else. */
public record LightParts(Rules rules, Peers peers, Time time, Listener listener) {
  /**
   * What all nodes of the network share.
   *
   * @param trail where the walk along the epochs begins; becomes the client's own
   * @param heartbeatMs longest time without a block, 0 for never
   */
  public record Rules(Hash chainId, EpochTrail trail, long heartbeatMs) {}

  /** The other nodes. */
  public record Peers(Network network, PeerControl control) {}

  /**
   * What it runs on.
   *
   * @param owner runs one task at a time
   * @param nanos monotonic clock
   */
  public record Time(ScheduledExecutorService owner, LongSupplier nanos, InstantSource clock) {}

  /**
   * Who hears of what happens; called on the owner's thread, must not block.
   *
   * @param head told when a newer header is certified
   * @param epoch told the saved form of the trail whenever a later epoch was reached
   * @param halted told two certified histories, once
   * @param lied told of each peer that was cut off, and why
   */
  public record Listener(
      Runnable head, Consumer<byte[]> epoch, Consumer<String> halted, Lied lied) {}

  /** Told who lied, and how. */
  @FunctionalInterface
  public interface Lied {
    void told(String peer, String what);
  }
}
