package network.clawnet.p2p.kad.lookup;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import network.clawnet.p2p.kad.table.Contact;
import network.clawnet.p2p.kad.table.IpGroup;
import network.clawnet.p2p.multiaddr.Multiaddr;
import org.jspecify.annotations.Nullable;

/** A peer that a lookup has heard of; shared by the paths that know it. */
final class Candidate {
  enum State {
    WAITING,
    ASKED,
    ANSWERED,
    FAILED,
    /** Left out: whoever named it named too many who were not there. */
    DOUBTED
  }

  /** Failures of the peers someone named after which its further ones are left out. */
  private static final int DOUBT_AFTER = 3;

  Contact contact;
  final int depth;
  final Set<IpGroup> groups;
  State state = State.WAITING;
  private final @Nullable Candidate namedBy;
  private boolean confirmed;
  private int goodNames;
  private int badNames;

  /**
   * @param namedBy who told us; null for our own table
   */
  Candidate(Contact contact, @Nullable Candidate namedBy, Set<IpGroup> groups) {
    this.contact = contact;
    this.namedBy = namedBy;
    this.groups = groups;
    depth = namedBy == null ? 1 : namedBy.depth + 1;
  }

  /** Someone else named it too: no longer the word of one peer. */
  void confirm(Candidate by) {
    if (by != namedBy) {
      confirmed = true;
      if (state == State.DOUBTED) {
        state = State.WAITING;
      }
    }
  }

  void answered() {
    state = State.ANSWERED;
    if (namedBy != null) {
      namedBy.goodNames++;
    }
  }

  void failed() {
    state = State.FAILED;
    if (namedBy != null) {
      namedBy.badNames++;
    }
  }

  /** Returns whether it may be asked now; leaves it out if its source is not believed any more. */
  boolean isOpen() {
    if (state == State.WAITING && !confirmed && namedBy != null && namedBy.isDoubtful()) {
      state = State.DOUBTED;
    }
    return state == State.WAITING;
  }

  /** Returns whether it still counts among the closest. */
  boolean counts() {
    return isOpen() || state == State.ASKED || state == State.ANSWERED;
  }

  private boolean isDoubtful() {
    return badNames >= DOUBT_AFTER && badNames > 2 * goodNames;
  }

  /** Returns whether these bring an address we did not have. */
  boolean isNews(List<Multiaddr> addrs) {
    return !contact.addrs().containsAll(addrs);
  }

  /** Adds addresses: the first one who named the peer may have invented his. */
  void learn(List<Multiaddr> addrs) {
    Set<Multiaddr> all = new LinkedHashSet<>(addrs);
    all.addAll(contact.addrs());
    contact = new Contact(contact.id(), contact.key(), List.copyOf(all));
  }
}
