package network.clawnet.p2p.kad.lookup;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import network.clawnet.p2p.kad.table.IpGroup;
import network.clawnet.p2p.kad.table.KadKey;

/** One walk of a lookup: its candidates, closest first, as many as could still matter. */
final class Path {
  private final KadKey target;
  private final LookupLimits limits;
  private final int maxCandidates;
  private final List<Candidate> candidates = new ArrayList<>();
  private final Map<IpGroup, Integer> groups = new HashMap<>();
  private int inFlight;

  Path(KadKey target, LookupLimits limits) {
    this.target = target;
    this.limits = limits;
    maxCandidates = 4 * limits.wanted();
  }

  /** Takes a candidate unless it is known, too far, or of a group that has its share. */
  boolean add(Candidate candidate) {
    int found = position(candidate);
    if (found >= 0) {
      return false;
    }
    int place = -found - 1;
    if (place >= maxCandidates || groupIsFull(candidate)) {
      return false;
    }
    candidates.add(place, candidate);
    candidate.groups.forEach(group -> groups.merge(group, 1, Integer::sum));
    if (candidates.size() > maxCandidates) {
      release(candidates.remove(candidates.size() - 1));
    }
    return true;
  }

  private int position(Candidate candidate) {
    return Collections.binarySearch(
        candidates, candidate, (x, y) -> target.compareDistance(x.contact.key(), y.contact.key()));
  }

  private boolean groupIsFull(Candidate candidate) {
    if (candidate.contact.key().equals(target)) {
      return false;
    }
    for (IpGroup group : candidate.groups) {
      if (groups.getOrDefault(group, 0) >= limits.diversity().perLookup()) {
        return true;
      }
    }
    return false;
  }

  private void release(Candidate candidate) {
    candidate.groups.forEach(group -> groups.merge(group, -1, Integer::sum));
  }

  /** A candidate that is not there leaves its group's place to others. */
  void forget(Candidate candidate) {
    int found = position(candidate);
    if (found >= 0) {
      release(candidates.remove(found));
    }
  }

  /** Returns the closest candidate to ask, unless the walk is over or busy. */
  Optional<Candidate> next() {
    int parallel = Math.max(1, (limits.parallel() + limits.paths() - 1) / limits.paths());
    if (inFlight >= parallel || isOver()) {
      return Optional.empty();
    }
    for (Candidate candidate : candidates) {
      if (candidate.isOpen()) {
        return Optional.of(candidate);
      }
    }
    return Optional.empty();
  }

  void asked() {
    inFlight++;
  }

  void settled() {
    inFlight--;
  }

  /** Returns whether the closest {@code beta} have answered, or nobody is left to ask. */
  boolean isOver() {
    int answered = 0;
    for (Candidate candidate : candidates) {
      if (candidate.state == Candidate.State.ANSWERED) {
        answered++;
        if (answered >= limits.resiliency()) {
          return true;
        }
      } else if (candidate.counts()) {
        return false;
      }
    }
    return true;
  }

  List<Candidate> candidates() {
    return candidates;
  }
}
