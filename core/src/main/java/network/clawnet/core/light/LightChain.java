package network.clawnet.core.light;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import network.clawnet.core.consensus.set.ValidatorSet;
import network.clawnet.core.consensus.vote.SignatureCheck;
import network.clawnet.core.crypto.Hash;
import network.clawnet.core.sync.wire.CertifiedHeader;
import network.clawnet.core.sync.wire.EpochLink;
import network.clawnet.core.sync.wire.EpochSet;

/**
 * Which headers are final: every epoch's set from the first on, each named by the certified end of
 * the epoch before, and the newest headers that such sets certified. One owner thread.
 */
public final class LightChain {
  /** Certified headers that are remembered, to see two of one height. */
  static final int MAX_RECENT = 256;

  private static final int MAX_CHECKS = 2;
  private final Hash chainId;
  private final SignatureCheck signatures;
  private final TreeMap<Long, ValidatorSet> sets = new TreeMap<>();
  private final TreeMap<Hash, ValidatorSet> distinct = new TreeMap<>();
  private final TreeMap<Long, Long> ends = new TreeMap<>();
  private final TreeMap<Long, CertifiedHeader> recent = new TreeMap<>();
  private final LinkedHashMap<Long, EpochSet> checks =
      new LinkedHashMap<>(4, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Long, EpochSet> eldest) {
          return size() > MAX_CHECKS;
        }
      };
  private Optional<String> conflict = Optional.empty();

  /** What a header is worth to a node that follows. */
  public enum Worth {
    /** Certified, and above all known before. */
    NEW,
    /** Certified, and not above what is known. */
    KNOWN,
    /** Of an epoch whose set is not known yet. */
    LATER,
    /** Not final: whoever gives it out lies. */
    FALSE,
    /** Certified, and another one of the same height is, too: a third of the weight lies. */
    CONFLICT
  }

  /**
   * Begins at the first epoch.
   *
   * @param first the set of epoch 0, as the genesis document defines it
   */
  public LightChain(Hash chainId, ValidatorSet first, SignatureCheck signatures) {
    this.chainId = chainId;
    this.signatures = signatures;
    put(0, first);
  }

  private void put(long epoch, ValidatorSet set) {
    ValidatorSet same = distinct.putIfAbsent(set.hash(), set);
    sets.put(epoch, same == null ? set : same);
  }

  /** Returns the newest epoch whose set is known. */
  public long newestEpoch() {
    return sets.lastKey();
  }

  /** Returns the set of the newest known epoch. */
  public ValidatorSet newestSet() {
    return sets.lastEntry().getValue();
  }

  /** Returns the newest certified header; empty before the first one. */
  public Optional<CertifiedHeader> newest() {
    return Optional.ofNullable(recent.lastEntry()).map(Map.Entry::getValue);
  }

  /** Returns the height of the newest certified header; 0 before the first one. */
  public long height() {
    return recent.isEmpty() ? 0 : recent.lastKey();
  }

  /** Returns what proves that a third of the weight certified two histories. */
  public Optional<String> conflict() {
    return conflict;
  }

  /**
   * Takes the end of the newest known epoch.
   *
   * @return false if it is not the one
   */
  public boolean add(EpochLink link) {
    long epoch = newestEpoch();
    if (link.last().epoch() != epoch || !link.isCoherent() || !isCertified(link.last())) {
      return false;
    }
    ends.put(epoch, link.last().height());
    put(epoch + 1, link.next());
    remember(link.last());
    return true;
  }

  /** Judges a header and remembers it if it is certified. */
  public Worth take(CertifiedHeader claim) {
    if (claim.epoch() > newestEpoch()) {
      return Worth.LATER;
    }
    if (!isCertified(claim)) {
      return Worth.FALSE;
    }
    return remember(claim);
  }

  private Worth remember(CertifiedHeader header) {
    long before = height();
    CertifiedHeader same = recent.get(header.height());
    if (same != null && !same.header().hash().equals(header.header().hash())) {
      conflict =
          Optional.of(
              "two blocks of height " + header.height() + " are certified: " + same + " " + header);
      return Worth.CONFLICT;
    }
    recent.put(header.height(), header);
    if (recent.size() > MAX_RECENT) {
      recent.pollFirstEntry();
    }
    return header.height() > before || before == 0 ? Worth.NEW : Worth.KNOWN;
  }

  /** An epoch's set certifies nothing above the epoch's end, whoever holds its keys later. */
  private boolean isCertified(CertifiedHeader claim) {
    Long end = ends.get(claim.epoch());
    return claim.height() > 0
        && (end == null || claim.height() <= end)
        && check(claim.epoch()).certifies(claim);
  }

  private EpochSet check(long epoch) {
    return checks.computeIfAbsent(
        epoch, it -> new EpochSet(chainId, it, validators(it), signatures));
  }

  private ValidatorSet validators(long epoch) {
    ValidatorSet set = sets.get(epoch);
    if (set == null) {
      throw new IllegalStateException("the set of epoch " + epoch + " is not known");
    }
    return set;
  }
}
