package network.clawnet.core.light;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import network.clawnet.core.codec.Hex;
import network.clawnet.core.consensus.set.ValidatorSet;
import network.clawnet.core.sync.epochs.EpochTrail;
import network.clawnet.core.sync.wire.CertifiedHeader;
import network.clawnet.core.sync.wire.EpochLink;
import network.clawnet.core.sync.wire.EpochSet;
import network.clawnet.core.sync.wire.EpochsMessages;

/**
 * Which headers are final: the certified epoch chain, the sets of the last epochs, and the newest
 * headers that they certified. One owner thread.
 */
public final class LightChain {
  /** Certified headers that are remembered, to see two of one height. */
  static final int MAX_RECENT = 256;

  /** Ended epochs whose headers can still be verified. */
  static final int MAX_ENDED = 64;

  private final EpochTrail trail;
  private final TreeMap<Long, Ended> ended = new TreeMap<>();
  private final TreeMap<Long, CertifiedHeader> recent = new TreeMap<>();
  private Optional<String> conflict = Optional.empty();

  private record Ended(EpochSet set, long height) {}

  /** What a header is worth to a node that follows. */
  public enum Worth {
    /** Certified, and above all known before. */
    NEW,
    /** Certified, and not above what is known. */
    KNOWN,
    /** Of an epoch whose set is not known yet. */
    LATER,
    /** Of an epoch whose set is not known any more. */
    EARLIER,
    /** Not final: whoever gives it out lies. */
    FALSE,
    /** Certified, and another one of the same height is, too: a third of the weight lies. */
    CONFLICT
  }

  /** Goes on from where a trail stands. */
  public LightChain(EpochTrail trail) {
    this.trail = trail;
    trail.newest().ifPresent(it -> recent.put(it.height(), it));
  }

  /** Returns the newest epoch that was reached. */
  public long epoch() {
    return trail.epoch();
  }

  /** Returns who certifies it; empty at a checkpoint whose block was not seen yet. */
  public Optional<ValidatorSet> validators() {
    return trail.set().map(EpochSet::validators);
  }

  /** Returns the newest certified header; empty before the first one. */
  public Optional<CertifiedHeader> newest() {
    return Optional.ofNullable(recent.lastEntry()).map(Map.Entry::getValue);
  }

  /** Returns the height of the newest certified header; 0 before the first one. */
  public long height() {
    return recent.isEmpty() ? 0 : recent.lastKey();
  }

  /**
   * Returns why nothing can be believed any more: two certified histories, both headers in hex, or
   * a checkpoint that is too old.
   */
  public Optional<String> conflict() {
    return conflict;
  }

  /** Returns the question whose answer leads to later epochs. */
  public EpochsMessages.Question question() {
    return trail.question();
  }

  /** Returns what {@link EpochTrail#resume} goes on from; empty if nothing is known yet. */
  public Optional<byte[]> save() {
    return trail.set().isPresent() ? Optional.of(trail.encode()) : Optional.empty();
  }

  /**
   * Takes the end of the epoch that was reached.
   *
   * @return false if whoever gave it lied
   */
  public boolean add(EpochLink link) {
    long epoch = trail.epoch();
    Optional<EpochSet> set = trail.set();
    switch (trail.add(link)) {
      case TAKEN -> {
        set.ifPresent(it -> ended.put(epoch, new Ended(it, link.last().height())));
        if (ended.size() > MAX_ENDED) {
          ended.pollFirstEntry();
        }
        return remember(link.last()) != Worth.CONFLICT;
      }
      case IGNORED -> {
        return true;
      }
      case FALSE -> {
        return false;
      }
      case CONTRADICTS -> conflict = Optional.of("epoch " + epoch + " ends off the checkpoint");
      case TOO_OLD -> conflict = trail.anchor().outdated(link.last().header().tsMs());
    }
    return false;
  }

  /** Judges a header and remembers it if it is certified. */
  public Worth take(CertifiedHeader claim) {
    Optional<EpochSet> set = trail.set();
    if (claim.epoch() > trail.epoch() || set.isEmpty()) {
      return Worth.LATER;
    }
    if (claim.equals(recent.get(claim.height()))) {
      return Worth.KNOWN;
    }
    if (claim.epoch() == trail.epoch()) {
      boolean good = claim.height() > 0 && set.get().certifies(claim);
      if (good) {
        var unused = trail.raise(claim);
      }
      return good ? remember(claim) : Worth.FALSE;
    }
    Ended past = ended.get(claim.epoch());
    if (past == null) {
      return Worth.EARLIER;
    }
    // nobody certifies anything above the end of an epoch, whoever holds its keys later
    return claim.height() <= past.height() && past.set().certifies(claim)
        ? remember(claim)
        : Worth.FALSE;
  }

  private Worth remember(CertifiedHeader header) {
    long before = height();
    CertifiedHeader same = recent.get(header.height());
    if (same != null && !same.header().hash().equals(header.header().hash())) {
      conflict =
          Optional.of(
              "two blocks of height "
                  + header.height()
                  + " are certified: "
                  + Hex.encode(same.encode())
                  + " "
                  + Hex.encode(header.encode()));
      return Worth.CONFLICT;
    }
    recent.put(header.height(), header);
    if (recent.size() > MAX_RECENT) {
      recent.pollFirstEntry();
    }
    return header.height() > before ? Worth.NEW : Worth.KNOWN;
  }
}
