package network.clawnet.p2p.kad.lookup;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import network.clawnet.core.identity.PeerId;
import network.clawnet.p2p.kad.message.KadPeer;
import network.clawnet.p2p.kad.table.Contact;
import network.clawnet.p2p.kad.table.KadKey;
import org.jspecify.annotations.Nullable;

/**
 * One iterative lookup as a step machine: {@link #next} says whom to ask, {@link #answered} and
 * {@link #failed} take what came of it, until {@link #isOver}. One thread, no clock: whoever sends
 * the requests also lets them fail in time.
 *
 * <p>First several paths walk on their own: a peer is asked on one of them and its answer extends
 * only that one, so a liar leads one path astray. When every path has its closest {@code beta}
 * answers, the closest {@code k} of all paths are asked in turn (and what they name), until those
 * have all answered. The result is these {@code k} and, beyond them, the ends of the paths.
 *
 * <p>Against poisoned answers: at most {@code k} names are taken from one answer, at most a few
 * peers of one /24, names of one who named several absent ones are left out unless confirmed, and
 * the number of requests is bounded. Source: libp2p kad-dht, lookups; S/Kademlia, section 4.4.
 */
public final class Lookup {
  /** Times that a peer is tried again because somebody named another address of it. */
  private static final int MAX_RETRIES = 32;

  private final PeerId self;
  private final KadKey target;
  private final LookupLimits limits;
  private final List<Path> paths = new ArrayList<>();
  private final Map<PeerId, Candidate> known = new HashMap<>();
  private final Map<PeerId, @Nullable Path> inFlight = new HashMap<>();
  private int requests;
  private int retries;
  private boolean stopped;

  /**
   * @param seeds the closest peers of the own table, dealt out to the paths in turn
   */
  public Lookup(PeerId self, KadKey target, LookupLimits limits, List<Contact> seeds) {
    this.self = self;
    this.target = target;
    this.limits = limits;
    int count = Math.max(1, Math.min(limits.paths(), seeds.size() / limits.resiliency()));
    for (int i = 0; i < count; i++) {
      paths.add(new Path(target, limits));
    }
    int turn = 0;
    for (Contact seed : seeds) {
      Candidate candidate =
          new Candidate(seed, null, limits.diversity().lookupGroups(seed.addrs()));
      known.put(seed.id(), candidate);
      paths.get(turn++ % count).add(candidate);
    }
  }

  public KadKey target() {
    return target;
  }

  /** Returns the peers to ask now; each of them must be answered or failed later. */
  public List<Contact> next() {
    List<Contact> asks = new ArrayList<>();
    if (stopped) {
      return asks;
    }
    for (Path path : paths) {
      Optional<Candidate> candidate = path.next();
      while (candidate.isPresent() && requests < limits.maxRequests()) {
        ask(candidate.get(), path, asks);
        candidate = path.next();
      }
    }
    if (paths.stream().allMatch(Path::isOver)) {
      askTheClosest(asks);
    }
    return asks;
  }

  private void askTheClosest(List<Contact> asks) {
    for (Candidate candidate : closestCounting()) {
      boolean free = inFlight.size() < limits.parallel() && requests < limits.maxRequests();
      if (free && candidate.isOpen()) {
        ask(candidate, null, asks);
      }
    }
  }

  private void ask(Candidate candidate, @Nullable Path path, List<Contact> asks) {
    candidate.state = Candidate.State.ASKED;
    inFlight.put(candidate.contact.id(), path);
    if (path != null) {
      path.asked();
    }
    requests++;
    asks.add(candidate.contact);
  }

  /** Takes the peers that one of ours named; those beyond {@code k} are ignored. */
  public void answered(PeerId from, List<KadPeer> closer) {
    Candidate candidate = known.get(from);
    if (candidate == null || !inFlight.containsKey(from)) {
      return;
    }
    Path asking = settle(from);
    candidate.answered();
    Path path = asking != null ? asking : paths.get(requests % paths.size());
    int taken = 0;
    for (KadPeer peer : closer) {
      if (taken++ >= limits.wanted()) {
        break;
      }
      if (!peer.id().equals(self) && !peer.id().equals(from)) {
        named(candidate, peer, path);
      }
    }
  }

  private @Nullable Path settle(PeerId from) {
    Path path = inFlight.remove(from);
    if (path != null) {
      path.settled();
    }
    return path;
  }

  private void named(Candidate by, KadPeer peer, Path path) {
    Candidate candidate = known.get(peer.id());
    if (candidate == null) {
      Contact contact = Contact.of(peer.id(), peer.addrs());
      candidate = new Candidate(contact, by, limits.diversity().lookupGroups(contact.addrs()));
      if (path.add(candidate)) {
        known.put(peer.id(), candidate);
      }
      return;
    }
    candidate.confirm(by);
    if (candidate.isNews(peer.addrs())) {
      candidate = reconsider(candidate, by, peer);
    }
    if (candidate.state != Candidate.State.FAILED) {
      path.add(candidate);
    }
  }

  /** A false address that one peer tells must not hide the true one that another knows. */
  private Candidate reconsider(Candidate candidate, Candidate by, KadPeer peer) {
    if (candidate.state == Candidate.State.WAITING) {
      candidate.learn(peer.addrs());
    }
    if (candidate.state != Candidate.State.FAILED || retries >= MAX_RETRIES) {
      return candidate;
    }
    retries++;
    Contact contact = new Contact(peer.id(), candidate.contact.key(), peer.addrs());
    Candidate again = new Candidate(contact, by, limits.diversity().lookupGroups(contact.addrs()));
    known.put(peer.id(), again);
    return again;
  }

  /** Notes that a peer could not be reached, gave no answer in time, or answered nonsense. */
  public void failed(PeerId from) {
    Candidate candidate = known.get(from);
    if (candidate == null || !inFlight.containsKey(from)) {
      return;
    }
    settle(from);
    candidate.failed();
    paths.forEach(path -> path.forget(candidate));
  }

  /** Ends the lookup: enough was found. Requests in flight may still be answered, to no effect. */
  public void stop() {
    stopped = true;
  }

  /** Returns whether nobody is left to ask or to wait for. */
  public boolean isOver() {
    if (stopped) {
      return true;
    }
    if (requests >= limits.maxRequests()) {
      return inFlight.isEmpty();
    }
    return paths.stream().allMatch(Path::isOver)
        && closestCounting().stream().allMatch(it -> it.state == Candidate.State.ANSWERED);
  }

  /** Returns the {@code k} closest that answered, closest first, then the ends of the paths. */
  public List<Contact> closest() {
    Set<Contact> closest = new LinkedHashSet<>();
    answeredOf(everybody(), limits.wanted(), closest);
    for (Path path : paths) {
      answeredOf(path.candidates(), limits.resiliency(), closest);
    }
    return List.copyOf(closest);
  }

  private static void answeredOf(List<Candidate> from, int count, Set<Contact> to) {
    from.stream()
        .filter(candidate -> candidate.state == Candidate.State.ANSWERED)
        .limit(count)
        .forEach(candidate -> to.add(candidate.contact));
  }

  /** Returns how many requests were made. */
  public int requests() {
    return requests;
  }

  /**
   * Returns how many answers in a row led to the closest peer that is not known to be absent: 1 for
   * one of the own table, 0 if there is none.
   */
  public int hops() {
    List<Candidate> closest = closestCounting();
    return closest.isEmpty() ? 0 : closest.get(0).depth;
  }

  private List<Candidate> closestCounting() {
    List<Candidate> closest = new ArrayList<>();
    for (Candidate candidate : everybody()) {
      if (candidate.counts()) {
        closest.add(candidate);
        if (closest.size() >= limits.wanted()) {
          break;
        }
      }
    }
    return closest;
  }

  private List<Candidate> everybody() {
    Set<Candidate> everybody = new LinkedHashSet<>();
    paths.forEach(path -> everybody.addAll(path.candidates()));
    List<Candidate> sorted = new ArrayList<>(everybody);
    sorted.sort((x, y) -> target.compareDistance(x.contact.key(), y.contact.key()));
    return sorted;
  }
}
