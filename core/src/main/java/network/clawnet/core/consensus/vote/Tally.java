package network.clawnet.core.consensus.vote;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import network.clawnet.core.consensus.message.Ballot;
import network.clawnet.core.consensus.message.Certificate;
import network.clawnet.core.consensus.message.Equivocation;
import network.clawnet.core.consensus.message.Vote;
import network.clawnet.core.consensus.message.VoteKind;
import network.clawnet.core.consensus.set.ValidatorSet;

/**
 * The valid votes of one view. The first vote of a signer and kind counts, for its ballot only; a
 * later one is evidence at most, so that an equivocator can neither withdraw weight nor add any.
 */
public final class Tally {
  private final ValidatorSet set;
  private final Map<VoteKind, Map<Integer, Vote>> first = new EnumMap<>(VoteKind.class);
  private final Map<Ballot, Long> weights = new LinkedHashMap<>();
  private final Set<Integer> accused = new TreeSet<>();

  public Tally(ValidatorSet set) {
    this.set = set;
    for (VoteKind kind : VoteKind.values()) {
      first.put(kind, new TreeMap<>());
    }
  }

  /**
   * Counts a vote whose signature is valid.
   *
   * @param vote of this view; its signer is a member of the set
   * @return evidence, once per signer, if it conflicts with an earlier vote
   */
  public Optional<Equivocation> add(Vote vote) {
    Optional<Equivocation> evidence = conflict(vote);
    Map<Integer, Vote> ofKind = first(vote.ballot().kind());
    if (ofKind.putIfAbsent(vote.signer(), vote) == null) {
      weights.merge(vote.ballot(), set.weight(vote.signer()), Long::sum);
    }
    return evidence;
  }

  /** Returns true if another such vote can change nothing, whatever its signature. */
  public boolean isSettled(Vote vote) {
    Vote known = first(vote.ballot().kind()).get(vote.signer());
    return known != null
        && (known.ballot().equals(vote.ballot()) || accused.contains(vote.signer()));
  }

  /** Returns true if the signer's vote for exactly this ballot counts. */
  public boolean counts(int signer, Ballot ballot) {
    Vote known = first(ballot.kind()).get(signer);
    return known != null && known.ballot().equals(ballot);
  }

  /** Returns the weight behind a ballot. */
  public long weight(Ballot ballot) {
    return weights.getOrDefault(ballot, 0L);
  }

  /** Returns the certificate of a ballot if its weight is a quorum. */
  public Optional<Certificate> certificate(Ballot ballot) {
    return set.isQuorum(weight(ballot))
        ? Optional.of(Certificate.of(ballot, votes(ballot), set.size()))
        : Optional.empty();
  }

  /** Returns the votes for a ballot, by ascending signer. */
  public List<Vote> votes(Ballot ballot) {
    List<Vote> votes = new ArrayList<>();
    for (Vote vote : first(ballot.kind()).values()) {
      if (vote.ballot().equals(ballot)) {
        votes.add(vote);
      }
    }
    return votes;
  }

  /** Returns the NOTARIZE ballots that an honest validator stands behind, in order of arrival. */
  public List<Ballot> honestNotarizations() {
    List<Ballot> ballots = new ArrayList<>();
    weights.forEach(
        (ballot, weight) -> {
          if (ballot.kind() == VoteKind.NOTARIZE && set.touchesHonest(weight)) {
            ballots.add(ballot);
          }
        });
    return ballots;
  }

  private Map<Integer, Vote> first(VoteKind kind) {
    return first.computeIfAbsent(kind, it -> new TreeMap<>());
  }

  private Optional<Equivocation> conflict(Vote vote) {
    for (Map<Integer, Vote> ofKind : first.values()) {
      Vote known = ofKind.get(vote.signer());
      if (known != null
          && Equivocation.conflicts(known.ballot(), vote.ballot())
          && accused.add(vote.signer())) {
        return Optional.of(new Equivocation(known, vote));
      }
    }
    return Optional.empty();
  }
}
