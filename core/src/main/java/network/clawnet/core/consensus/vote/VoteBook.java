package network.clawnet.core.consensus.vote;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import network.clawnet.core.consensus.message.Ballot;
import network.clawnet.core.consensus.message.Certificate;
import network.clawnet.core.consensus.message.Vote;
import network.clawnet.core.consensus.message.VoteKind;
import network.clawnet.core.consensus.record.JournalRecord.OwnVote;
import network.clawnet.core.crypto.Hash;
import org.jspecify.annotations.Nullable;

/**
 * Everything this node has signed above the floor, and the only way to a new signature (R9).
 *
 * <p>A record that {@link #sign} returns must be appended to the journal before the vote goes
 * anywhere, and the vote may leave only when that append is durable. What was signed once is never
 * signed again: resends use {@link #vote}.
 */
public final class VoteBook {
  private static final Comparator<Position> ORDER =
      Comparator.comparingLong(Position::epoch).thenComparingLong(Position::view);

  private final Hash chainId;
  private final VoteSigner signer;
  private final NavigableMap<Position, Map<VoteKind, OwnVote>> votes = new TreeMap<>(ORDER);
  private Position floor = new Position(0, 0);
  private long activeEpoch = -1;
  private int index = -1;

  private record Position(long epoch, long view) {}

  public VoteBook(Hash chainId, VoteSigner signer) {
    this.chainId = chainId;
    this.signer = signer;
  }

  /**
   * Allows signatures in this epoch and in no other.
   *
   * @param signerIndex index of the key in the epoch's validator set
   */
  public void activate(long epoch, int signerIndex) {
    activeEpoch = epoch;
    index = signerIndex;
  }

  /** Forbids all signatures until the next {@link #activate}. */
  public void deactivate() {
    activeEpoch = -1;
    index = -1;
  }

  /** Returns true if signatures are allowed in this epoch. */
  public boolean isActive(long epoch) {
    return activeEpoch == epoch;
  }

  /**
   * Takes back a vote from the journal.
   *
   * @throws IllegalStateException if it contradicts a vote taken back before: the journal is not
   *     the work of this class
   */
  public void restore(OwnVote record) {
    Ballot ballot = record.vote().ballot();
    Position at = new Position(ballot.epoch(), ballot.view());
    if (ORDER.compare(at, floor) <= 0) {
      return;
    }
    Map<VoteKind, OwnVote> inView = inView(at);
    OwnVote known = inView.get(ballot.kind());
    boolean clash =
        known != null
            ? !known.vote().ballot().equals(ballot)
            : inView.containsKey(opposite(ballot.kind()));
    if (clash) {
      throw new IllegalStateException("the journal holds two conflicting votes in one view");
    }
    inView.putIfAbsent(ballot.kind(), record);
  }

  /**
   * Returns true if {@link #sign} would sign.
   *
   * @param notarization for FINALIZE: a valid notarization of the same tuple
   */
  public boolean maySign(Ballot ballot, @Nullable Certificate notarization) {
    Position at = new Position(ballot.epoch(), ballot.view());
    if (ballot.epoch() != activeEpoch || ORDER.compare(at, floor) <= 0) {
      return false;
    }
    Map<VoteKind, OwnVote> inView = votes.getOrDefault(at, Map.of());
    return switch (ballot.kind()) {
      case NOTARIZE -> inView.isEmpty();
      case NULLIFY ->
          !inView.containsKey(VoteKind.NULLIFY) && !inView.containsKey(VoteKind.FINALIZE);
      case FINALIZE ->
          !inView.containsKey(VoteKind.NULLIFY)
              && !inView.containsKey(VoteKind.FINALIZE)
              && notarization != null
              && notarization.ballot().equals(ballot.as(VoteKind.NOTARIZE));
    };
  }

  /** Signs if {@link #maySign}; the vote is reserved for ever before the key is used. */
  public Optional<OwnVote> sign(Ballot ballot, @Nullable Certificate notarization) {
    if (!maySign(ballot, notarization)) {
      return Optional.empty();
    }
    byte[] signature = signer.sign(ballot.signedBytes(chainId));
    boolean carries = ballot.kind() == VoteKind.FINALIZE;
    OwnVote record = new OwnVote(new Vote(ballot, index, signature), carries ? notarization : null);
    inView(new Position(ballot.epoch(), ballot.view())).put(ballot.kind(), record);
    return Optional.of(record);
  }

  /** Returns what was signed of this kind in this view, above the floor. */
  public Optional<Vote> vote(VoteKind kind, long epoch, long view) {
    OwnVote record = votes.getOrDefault(new Position(epoch, view), Map.of()).get(kind);
    return Optional.ofNullable(record).map(OwnVote::vote);
  }

  /** Returns what was signed in this epoch above the floor, by view. */
  public List<Vote> votes(long epoch) {
    List<Vote> found = new ArrayList<>();
    votes
        .subMap(new Position(epoch, 0), true, new Position(epoch, Long.MAX_VALUE), true)
        .values()
        .forEach(inView -> inView.values().forEach(it -> found.add(it.vote())));
    return found;
  }

  /** Returns true if exactly this ballot was signed above the floor. */
  public boolean holds(Ballot ballot) {
    return vote(ballot.kind(), ballot.epoch(), ballot.view())
        .filter(it -> it.ballot().equals(ballot))
        .isPresent();
  }

  /** Returns the highest view of this epoch in which something was signed, 0 if none. */
  public long highestView(long epoch) {
    Position highest = votes.floorKey(new Position(epoch, Long.MAX_VALUE));
    return highest != null && highest.epoch() == epoch ? highest.view() : 0;
  }

  /**
   * Forgets what is at or below this place, where nothing is ever signed again; a lower floor than
   * before is ignored.
   */
  public void raiseFloor(long epoch, long view) {
    Position to = new Position(epoch, view);
    if (ORDER.compare(to, floor) > 0) {
      floor = to;
      votes.headMap(to, true).clear();
    }
  }

  /** Returns the kind that excludes this one; NOTARIZE has none but itself. */
  private static VoteKind opposite(VoteKind kind) {
    return switch (kind) {
      case NOTARIZE -> VoteKind.NOTARIZE;
      case NULLIFY -> VoteKind.FINALIZE;
      case FINALIZE -> VoteKind.NULLIFY;
    };
  }

  private Map<VoteKind, OwnVote> inView(Position at) {
    return votes.computeIfAbsent(at, it -> new EnumMap<>(VoteKind.class));
  }
}
