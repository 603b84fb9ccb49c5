package network.clawnet.core.sync.plan;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import network.clawnet.core.identity.PeerId;
import org.jspecify.annotations.Nullable;

/** The peers that speak the protocols, and which of them to ask. */
final class SyncPeers {
  /** Peers that are kept in mind; more are not asked. */
  static final int MAX_PEERS = 256;

  /** Questions to one peer while there are others: a third of the window. */
  static final int SHARE = Window.SLOTS / 3;

  /** Questions to one peer if there is no other. */
  static final int ALONE = 4;

  private final TreeMap<PeerId, SyncPeer> peers = new TreeMap<>();
  private final SplittableRandom random;

  SyncPeers(SplittableRandom random) {
    this.random = random;
  }

  void join(PeerId peer, long nowNanos) {
    if (peers.size() < MAX_PEERS) {
      peers.putIfAbsent(peer, new SyncPeer(peer, nowNanos));
    }
  }

  void leave(PeerId peer) {
    peers.remove(peer);
  }

  @Nullable SyncPeer find(PeerId peer) {
    return peers.get(peer);
  }

  Collection<SyncPeer> all() {
    return List.copyOf(peers.values());
  }

  /** Returns the greatest height that a peer has proved to know; -1 for none. */
  long height() {
    return peers.values().stream().mapToLong(SyncPeer::height).max().orElse(-1);
  }

  /** Returns who is to be asked for blocks: the one with the fewest questions, any of several. */
  Optional<SyncPeer> forBlocks(long from, long to, long nowNanos) {
    long able = peers.values().stream().filter(it -> it.height() >= to).count();
    int share = able > 1 ? SHARE : ALONE;
    return pick(
        peers.values().stream()
            .filter(it -> it.has(from, to) && it.open() < share && !it.isResting(nowNanos))
            .toList());
  }

  /** Returns one who has proved to know a block; any of several. */
  Optional<SyncPeer> knowing(long height) {
    return pick(peers.values().stream().filter(it -> it.height() >= height).toList());
  }

  /** Returns who claims to know the end of an epoch. */
  Optional<SyncPeer> forEpochs(long epoch, long nowNanos) {
    List<SyncPeer> able = new ArrayList<>();
    for (SyncPeer peer : peers.values()) {
      var claim = peer.claim();
      if (claim != null && claim.epoch() > epoch && !peer.isResting(nowNanos)) {
        able.add(peer);
      }
    }
    return pick(able);
  }

  private Optional<SyncPeer> pick(List<SyncPeer> able) {
    Optional<SyncPeer> least = able.stream().min(Comparator.comparingInt(SyncPeer::open));
    if (least.isEmpty()) {
      return least;
    }
    List<SyncPeer> same = able.stream().filter(it -> it.open() == least.get().open()).toList();
    return Optional.of(same.get(random.nextInt(same.size())));
  }
}
