package network.clawnet.core.sync;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import network.clawnet.core.identity.PeerId;
import network.clawnet.core.port.Network;
import network.clawnet.core.sync.ask.Courier;
import network.clawnet.core.sync.plan.SyncInput;
import network.clawnet.core.sync.snapshot.JoinProgress;
import network.clawnet.core.sync.snapshot.SnapshotJoin;
import network.clawnet.core.sync.snapshot.SnapshotSettings;
import network.clawnet.core.sync.wire.EpochLink;
import network.clawnet.core.sync.wire.SyncProtocols;
import org.jspecify.annotations.Nullable;

/**
 * Taking a snapshot on behalf of block sync: nothing on a node that takes none. One owner thread,
 * but for {@link #progress}.
 */
final class Joining implements SnapshotSettings.Outcome {
  private final SyncListener listener;
  private final Consumer<SyncInput> machine;
  private final @Nullable SnapshotJoin join;
  private volatile JoinProgress progress = JoinProgress.NONE;

  /**
   * Joins the parts.
   *
   * @param owner runs what a peer's answer brings
   * @param machine hears that a snapshot was given up
   */
  Joining(SyncParts parts, SyncProtocols protocols, Executor owner, Consumer<SyncInput> machine) {
    this.listener = parts.listener();
    this.machine = machine;
    this.join = join(parts, protocols, owner);
  }

  private @Nullable SnapshotJoin join(SyncParts parts, SyncProtocols protocols, Executor owner) {
    SyncParts.Joining joining = parts.snapshots().joining();
    if (joining == null) {
      return null;
    }
    Network network = parts.peers().network();
    return new SnapshotJoin(
        new SnapshotSettings(
            joining.genesis(),
            parts.node().reader(),
            joining.place(),
            network,
            (peer, why) -> parts.peers().control().ban(peer, BlockSync.PROVED_FALSE_BAN, why),
            parts.threads().nanos(),
            this),
        new Courier(network, owner),
        protocols);
  }

  /** Returns how far a snapshot is that is being taken. Any thread. */
  JoinProgress progress() {
    return progress;
  }

  /**
   * Begins to take a snapshot.
   *
   * @param links ends of epochs that the machine has verified
   * @throws IllegalStateException if this node takes none
   */
  void begin(List<EpochLink> links) {
    if (join == null) {
      throw new IllegalStateException("this node takes no snapshots");
    }
    join.begin(links);
  }

  void tick() {
    if (join != null) {
      join.tick();
      progress = join.progress();
    }
  }

  /** A peer speaks the protocols, or does not any more. */
  void present(PeerId peer, boolean speaks) {
    if (join != null && speaks) {
      join.joined(peer);
    } else if (join != null) {
      join.left(peer);
    }
  }

  void close() {
    if (join != null) {
      join.close();
    }
  }

  @Override
  public void began(JoinProgress now) {
    listener.joining(now);
  }

  @Override
  public void ready(JoinProgress now) {
    progress = now;
    listener.joining(now);
  }

  @Override
  public void gaveUp(String why) {
    listener.joinGivenUp(why);
    machine.accept(new SyncInput.JoinOver());
  }

  @Override
  public void failed(IOException fault) {
    listener.failed(fault);
  }
}
