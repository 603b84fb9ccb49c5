package network.clawnet.core.sync.snapshot;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import network.clawnet.core.identity.PeerId;
import network.clawnet.core.sync.wire.EpochLink;
import network.clawnet.core.sync.wire.SnapshotId;

/** Which peers are there, and which snapshots they offer. One owner thread. */
final class Offers {
  /** A peer is asked again what it offers, nanoseconds. */
  static final long ASK_AGAIN_NANOS = 10_000_000_000L;

  private final Map<PeerId, List<SnapshotId>> offers = new HashMap<>();
  private final Map<PeerId, Long> askedAt = new HashMap<>();
  private final Set<PeerId> peers = new HashSet<>();

  void joined(PeerId peer) {
    peers.add(peer);
  }

  void left(PeerId peer) {
    peers.remove(peer);
    offers.remove(peer);
    askedAt.remove(peer);
  }

  /** Forgets what was offered: everybody is asked anew. */
  void clear() {
    offers.clear();
    askedAt.clear();
  }

  /** Returns whom to ask now; nobody of them again for a while. */
  List<PeerId> toAsk(long nowNanos) {
    List<PeerId> out = new ArrayList<>();
    for (PeerId peer : peers) {
      Long last = askedAt.get(peer);
      if (last == null || nowNanos - last >= ASK_AGAIN_NANOS) {
        askedAt.put(peer, nowNanos);
        out.add(peer);
      }
    }
    return out;
  }

  boolean isPresent(PeerId peer) {
    return peers.contains(peer);
  }

  /** A peer that is present offers these and no others. */
  void put(PeerId peer, List<SnapshotId> offered) {
    offers.put(peer, offered);
  }

  /** Returns whether everybody who is there has said what it offers, and somebody is. */
  boolean areComplete() {
    return !peers.isEmpty() && offers.keySet().containsAll(peers);
  }

  boolean has(PeerId peer, EpochLink end) {
    return offers.getOrDefault(peer, List.of()).contains(SnapshotId.of(end.last().header()));
  }

  /** Returns the peers that offer the snapshot of an end. */
  List<PeerId> of(EpochLink end) {
    return peers.stream().filter(it -> has(it, end)).toList();
  }

  /** Returns how many peers have said what they offer. */
  int size() {
    return offers.size();
  }
}
