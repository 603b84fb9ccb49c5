package network.clawnet.core.sync.plan;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import network.clawnet.core.identity.PeerId;
import network.clawnet.core.sync.epochs.Anchor;
import network.clawnet.core.sync.epochs.Checkpoint;
import network.clawnet.core.sync.wire.EpochLink;
import network.clawnet.core.sync.wire.EpochsMessages;
import org.jspecify.annotations.Nullable;

/**
 * The way along the epochs to a checkpoint that lies ahead. The validators of any epoch before it
 * may have left and signed another history since, so one peer leads the whole way alone: if it
 * comes out at another block it is banned, and the next one leads from the beginning. What it
 * showed until then was kept apart and touches nobody else.
 */
final class AnchorWalk {
  private final SyncMachine.Network network;
  private final Anchor anchor;
  private final Checkpoint checkpoint;
  private final Desk desk;
  private EpochChain way;
  private @Nullable PeerId guide;

  /** Begins a walk; the anchor must have a checkpoint. */
  AnchorWalk(SyncMachine.Network network, Desk desk) {
    this.network = network;
    this.anchor = network.anchor();
    this.checkpoint = Objects.requireNonNull(anchor.checkpoint());
    this.desk = desk;
    this.way = fresh();
  }

  /** Returns true once the checkpoint is on the way. */
  boolean hasArrived() {
    return guide != null && way.newest() > checkpoint.epoch();
  }

  /** Returns the epochs that lead to the checkpoint, and beyond it. */
  EpochChain way() {
    return way;
  }

  /** Asks the peer that leads, or another one if it is gone or has failed, from the own head on. */
  void goOn(OwnHead head) {
    if (desk.asksForEpochs()) {
      return;
    }
    SyncPeer leading = guide == null ? null : desk.peers().find(guide);
    if (leading == null || !leadsBeyond(leading)) {
      guide = null;
      Optional<SyncPeer> next = desk.peers().forEpochs(checkpoint.epoch(), desk.now());
      if (next.isEmpty()) {
        return;
      }
      leading = next.get();
      guide = leading.id();
      way = fresh();
      way.reach(head);
    }
    desk.askEpochs(leading, new EpochsMessages.Question(way.newest(), EpochsMessages.MAX_LINKS));
  }

  /**
   * Takes what the peer has shown.
   *
   * @return why the checkpoint itself is worth nothing; empty if it is
   */
  Optional<String> got(SyncPeer peer, List<EpochLink> links) {
    if (guide == null || !guide.equals(peer.id())) {
      peer.answered();
      return Optional.empty();
    }
    long before = way.newest();
    for (EpochLink link : links) {
      if (link.last().epoch() != way.newest() || !way.add(link)) {
        peer.answered();
        desk.ban(peer, "an end of an epoch that is false or off the checkpoint");
        guide = null;
        return Optional.empty();
      }
      if (link.last().epoch() == checkpoint.epoch()) {
        Optional<String> outdated = anchor.outdated(link.last().header().tsMs());
        if (outdated.isPresent()) {
          peer.answered();
          return outdated;
        }
      }
    }
    if (way.newest() > before) {
      peer.answered();
    } else {
      desk.brokePromise(peer);
      guide = null;
    }
    return Optional.empty();
  }

  private boolean leadsBeyond(SyncPeer peer) {
    var claim = peer.claim();
    return claim != null && claim.epoch() > checkpoint.epoch() && !peer.isResting(desk.now());
  }

  private EpochChain fresh() {
    return new EpochChain(network.chainId(), network.signatures(), anchor);
  }
}
