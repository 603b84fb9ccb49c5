package network.clawnet.p2p.book;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import network.clawnet.core.identity.PeerId;
import network.clawnet.p2p.multiaddr.Multiaddr;
import org.jspecify.annotations.Nullable;

/** What is remembered of one peer. Not thread-safe. */
final class Entry {
  private static final Comparator<KnownAddress> BEST_FIRST =
      Comparator.comparing(KnownAddress::source)
          .thenComparing(Comparator.comparingLong(KnownAddress::untilMillis).reversed());

  private final PeerId peer;
  private final Map<Multiaddr, KnownAddress> addresses = new HashMap<>();
  private byte @Nullable [] record;
  private long recordNumber;
  private long seenMillis;

  Entry(PeerId peer, long seenMillis) {
    this.peer = peer;
    this.seenMillis = seenMillis;
  }

  PeerId peer() {
    return peer;
  }

  /** Adds addresses heard now; of too many the worst go. */
  void add(long now, List<Multiaddr> told, Source source) {
    told.forEach(
        address -> put(now, new KnownAddress(address, source, now + source.life().toMillis())));
  }

  void put(long now, KnownAddress known) {
    addresses.values().removeIf(it -> it.untilMillis() <= now);
    KnownAddress before = addresses.get(known.address());
    if (before == null || BEST_FIRST.compare(known, before) <= 0) {
      addresses.put(known.address(), known);
    }
    if (addresses.size() > PeerBook.MAX_ADDRESSES) {
      List<KnownAddress> sorted = known(now);
      addresses.remove(sorted.get(sorted.size() - 1).address());
    }
  }

  /** Forgets what one source has told: it now tells something else. */
  void drop(Source source) {
    addresses.values().removeIf(known -> known.source() == source);
  }

  /** Returns the addresses, best first. */
  List<KnownAddress> known(long now) {
    List<KnownAddress> sorted = new ArrayList<>();
    for (KnownAddress known : addresses.values()) {
      if (known.untilMillis() > now) {
        sorted.add(known);
      }
    }
    sorted.sort(BEST_FIRST.thenComparing(known -> known.address().text()));
    return sorted;
  }

  boolean isKept() {
    return addresses.values().stream().anyMatch(known -> known.source() == Source.OPERATOR);
  }

  /** Takes a signed record if it is newer; the addresses of the one before are forgotten. */
  boolean record(long now, long number, byte[] envelope, List<Multiaddr> told) {
    if (record != null && Long.compareUnsigned(number, recordNumber) <= 0) {
      return false;
    }
    record = envelope.clone();
    recordNumber = number;
    drop(Source.SIGNED);
    add(now, told, Source.SIGNED);
    return true;
  }

  Optional<byte[]> record() {
    return Optional.ofNullable(record).map(byte[]::clone);
  }

  long recordNumber() {
    return recordNumber;
  }

  void seen(long now) {
    seenMillis = Math.max(seenMillis, now);
  }

  long seenMillis() {
    return seenMillis;
  }
}
