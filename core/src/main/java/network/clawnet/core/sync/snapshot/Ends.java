package network.clawnet.core.sync.snapshot;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import network.clawnet.core.chain.rows.SnapshotRows;
import network.clawnet.core.crypto.Hash;
import network.clawnet.core.sync.wire.EpochLink;
import network.clawnet.core.sync.wire.SnapshotId;

/** The ends of epochs that are proved, from the epoch of the own ledger on. One owner thread. */
final class Ends {
  private final Map<Hash, EpochLink> byHash = new LinkedHashMap<>();

  /** Forgets what was known before. */
  void replace(List<EpochLink> links) {
    byHash.clear();
    links.forEach(it -> byHash.put(it.last().header().hash(), it));
  }

  /** Returns them, oldest first. */
  List<EpochLink> all() {
    return List.copyOf(byHash.values());
  }

  /** Returns whether a snapshot is of another block than the one that ended its epoch. */
  boolean contradict(SnapshotId offer) {
    return byHash.values().stream()
        .map(it -> SnapshotId.of(it.last().header()))
        .anyMatch(it -> it.epoch() == offer.epoch() && !it.equals(offer));
  }

  /**
   * Returns the one to take: that which was begun before, else the newest.
   *
   * @param begun hash of the block whose state is taken already, if one is
   */
  static Optional<EpochLink> best(List<EpochLink> offered, Optional<Hash> begun) {
    return offered.stream()
        .max(
            Comparator.<EpochLink, Boolean>comparing(
                    it -> begun.equals(Optional.of(it.last().header().hash())))
                .thenComparing(it -> it.last().epoch()));
  }

  /**
   * Returns the ends of all epochs up to that one.
   *
   * @param own those that the own ledger has, from epoch 0 on without a gap
   */
  List<SnapshotRows.End> following(List<SnapshotRows.End> own, EpochLink last) {
    List<SnapshotRows.End> out = new ArrayList<>(own);
    for (EpochLink link : byHash.values()) {
      long epoch = link.last().epoch();
      if (epoch == out.size() && epoch <= last.last().epoch()) {
        out.add(new SnapshotRows.End(link.last().header(), link.last().certificate(), link.next()));
      }
    }
    return out;
  }
}
