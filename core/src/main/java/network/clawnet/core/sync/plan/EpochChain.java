package network.clawnet.core.sync.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import network.clawnet.core.consensus.set.ValidatorSet;
import network.clawnet.core.consensus.vote.SignatureCheck;
import network.clawnet.core.crypto.Hash;
import network.clawnet.core.sync.epochs.Anchor;
import network.clawnet.core.sync.wire.CertifiedHeader;
import network.clawnet.core.sync.wire.EpochLink;
import network.clawnet.core.sync.wire.EpochSet;

/**
 * Who certified which epoch, from the ledger's own epoch on: each set is named by the certified end
 * of the epoch before.
 */
final class EpochChain {
  /** Epochs that are known ahead of the ledger at most. */
  static final int MAX_AHEAD = 4_096;

  private final Hash chainId;
  private final SignatureCheck signatures;
  private final Anchor anchor;
  private final TreeMap<Long, EpochSet> sets = new TreeMap<>();
  private final TreeMap<Long, CertifiedHeader> ends = new TreeMap<>();

  EpochChain(Hash chainId, SignatureCheck signatures, Anchor anchor) {
    this.chainId = chainId;
    this.signatures = signatures;
    this.anchor = anchor;
  }

  /** The ledger has reached an epoch: what was before it is forgotten. */
  void reach(OwnHead head) {
    sets.headMap(head.epoch()).clear();
    ends.headMap(head.epoch()).clear();
    sets.computeIfAbsent(head.epoch(), it -> set(it, head.validators()));
  }

  /** Returns the newest epoch whose set is known. */
  long newest() {
    return sets.lastKey();
  }

  boolean isFull() {
    return ends.size() >= MAX_AHEAD;
  }

  Optional<EpochSet> set(long epoch) {
    return Optional.ofNullable(sets.get(epoch));
  }

  /** Returns the last block of the epoch that a height above the ledger's head lies in. */
  Optional<CertifiedHeader> endFrom(long height) {
    return ends.values().stream().filter(it -> it.height() >= height).findFirst();
  }

  Optional<CertifiedHeader> newestEnd() {
    return Optional.ofNullable(ends.lastEntry()).map(Map.Entry::getValue);
  }

  /**
   * Takes the end of the newest epoch.
   *
   * @return false if it is not the one, or not that of the checkpoint
   */
  boolean add(EpochLink link) {
    long epoch = newest();
    EpochSet set = sets.get(epoch);
    if (set == null || !link.isCoherent() || !set.certifies(link.last())) {
      return false;
    }
    if (!anchor.permits(epoch, link.last().header().hash())) {
      return false;
    }
    ends.put(epoch, link.last());
    sets.put(epoch + 1, set(epoch + 1, link.next()));
    return true;
  }

  /** Returns the ends that are known, with the sets that they name, oldest first. */
  List<EpochLink> links() {
    List<EpochLink> out = new ArrayList<>();
    for (Map.Entry<Long, CertifiedHeader> end : ends.entrySet()) {
      EpochSet next = sets.get(end.getKey() + 1);
      if (next != null) {
        out.add(new EpochLink(end.getValue(), next.validators()));
      }
    }
    return out;
  }

  /** Goes on from where another chain of the same ledger has come to. */
  void adopt(EpochChain other) {
    sets.putAll(other.sets);
    ends.putAll(other.ends);
  }

  private EpochSet set(long epoch, ValidatorSet validators) {
    return new EpochSet(chainId, epoch, validators, signatures);
  }
}
