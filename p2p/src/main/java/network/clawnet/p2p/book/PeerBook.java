package network.clawnet.p2p.book;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import network.clawnet.core.identity.PeerId;
import network.clawnet.p2p.multiaddr.Multiaddr;

/**
 * The peers that a node remembers. Bounded: of too many the one heard of least lately goes, kept
 * ones never. Time is in milliseconds since 1970, because the book outlives the process. Not
 * thread-safe; its owner calls.
 */
public final class PeerBook {
  /** Most peers. */
  public static final int MAX_PEERS = 2_000;

  /** Most addresses of one peer. */
  public static final int MAX_ADDRESSES = 16;

  /** Longest signed record that is remembered, in bytes. */
  public static final int MAX_RECORD_BYTES = 4_096;

  /** In the order in which they were added. */
  private final Map<PeerId, Entry> entries = new LinkedHashMap<>();

  /** Adds addresses of a peer, given without its id at their end. */
  public void add(long nowMillis, PeerId peer, List<Multiaddr> addresses, Source source) {
    if (addresses.isEmpty()) {
      return;
    }
    Entry entry = entry(nowMillis, peer);
    entry.add(nowMillis, addresses, source);
    if (source != Source.HEARSAY) {
      entry.seen(nowMillis);
    }
  }

  /** Replaces what a peer said of itself, unsigned. */
  public void told(long nowMillis, PeerId peer, List<Multiaddr> addresses) {
    if (entries.containsKey(peer)) {
      entries.get(peer).drop(Source.TOLD);
    }
    add(nowMillis, peer, addresses, Source.TOLD);
  }

  /**
   * Remembers a record that the peer has signed; whoever calls has verified it.
   *
   * @param number the record's sequence number, unsigned; only a larger one replaces an older
   *     record
   * @return whether it was newer, and not too long
   */
  public boolean record(
      long nowMillis, PeerId peer, long number, byte[] envelope, List<Multiaddr> addresses) {
    return envelope.length <= MAX_RECORD_BYTES
        && entry(nowMillis, peer).record(nowMillis, number, envelope, addresses);
  }

  /** Returns the newest signed record of a peer, as received. */
  public Optional<byte[]> record(PeerId peer) {
    return Optional.ofNullable(entries.get(peer)).flatMap(Entry::record);
  }

  /** Returns addresses of a peer, the most trusted first. */
  public List<Multiaddr> addresses(long nowMillis, PeerId peer) {
    Entry entry = entries.get(peer);
    return entry == null
        ? List.of()
        : entry.known(nowMillis).stream().map(KnownAddress::address).toList();
  }

  /** Returns the addresses that an operator gave of a peer. */
  public List<Multiaddr> operatorAddresses(long nowMillis, PeerId peer) {
    Entry entry = entries.get(peer);
    return entry == null
        ? List.of()
        : entry.known(nowMillis).stream()
            .filter(known -> known.source() == Source.OPERATOR)
            .map(KnownAddress::address)
            .toList();
  }

  /** Notes that the peer is alive and itself. */
  public void seen(long nowMillis, PeerId peer) {
    if (entries.containsKey(peer)) {
      entries.get(peer).seen(nowMillis);
    }
  }

  /** Returns whether an operator wants a connection to the peer. */
  public boolean isKept(PeerId peer) {
    Entry entry = entries.get(peer);
    return entry != null && entry.isKept();
  }

  /** Returns the kept peers, in the order in which they became known. */
  public List<PeerId> kept() {
    return entries.values().stream().filter(Entry::isKept).map(Entry::peer).toList();
  }

  /** Keeps a peer no longer, but remembers what else is known of it. */
  public void unkeep(PeerId peer) {
    if (entries.containsKey(peer)) {
      entries.get(peer).drop(Source.OPERATOR);
    }
  }

  /**
   * Forgets a peer.
   *
   * @return whether anything was known
   */
  public boolean forget(PeerId peer) {
    return entries.remove(peer) != null;
  }

  /** Returns peers with an address, the one seen last first, at most {@code limit}. */
  public List<PeerId> lately(long nowMillis, int limit) {
    return entries.values().stream()
        .filter(entry -> !entry.known(nowMillis).isEmpty())
        .sorted(Comparator.comparingLong(Entry::seenMillis).reversed())
        .limit(limit)
        .map(Entry::peer)
        .toList();
  }

  /** Returns the number of peers. */
  public int size() {
    return entries.size();
  }

  List<Entry> entries() {
    return new ArrayList<>(entries.values());
  }

  /** Puts back what was remembered of a peer before. */
  void restore(Entry entry) {
    entries.put(entry.peer(), entry);
  }

  private Entry entry(long nowMillis, PeerId peer) {
    Entry entry = entries.get(peer);
    if (entry == null) {
      makeRoom();
      entry = new Entry(peer, nowMillis);
      entries.put(peer, entry);
    }
    return entry;
  }

  private void makeRoom() {
    if (entries.size() >= MAX_PEERS) {
      entries.values().stream()
          .filter(entry -> !entry.isKept())
          .min(Comparator.comparingLong(Entry::seenMillis))
          .ifPresent(entry -> entries.remove(entry.peer()));
    }
  }
}
