package network.clawnet.p2p.kad.table;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import network.clawnet.core.identity.PeerId;

/** Peers with one common prefix length, longest silent first, and a few who wait for a place. */
final class Bucket {
  final List<Entry> entries = new ArrayList<>();
  private final Deque<Contact> waiting = new ArrayDeque<>();

  Optional<Entry> find(PeerId id) {
    for (Entry entry : entries) {
      if (entry.contact.id().equals(id)) {
        return Optional.of(entry);
      }
    }
    return Optional.empty();
  }

  int count(IpGroup group) {
    int count = 0;
    for (Entry entry : entries) {
      if (entry.group.isPresent() && entry.group.get().equals(group)) {
        count++;
      }
    }
    return count;
  }

  void moveToEnd(Entry entry) {
    entries.remove(entry);
    entries.add(entry);
  }

  /** Keeps the newest {@code limit}. */
  void park(Contact contact, int limit) {
    waiting.removeIf(other -> other.id().equals(contact.id()));
    waiting.addLast(contact);
    if (waiting.size() > limit) {
      waiting.removeFirst();
    }
  }

  Optional<Contact> unpark() {
    return Optional.ofNullable(waiting.pollLast());
  }
}
