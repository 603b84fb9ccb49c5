package network.clawnet.p2p.host;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import network.clawnet.core.codec.DecodeException;
import network.clawnet.core.identity.PeerId;
import network.clawnet.core.port.Ban;
import network.clawnet.core.port.PeerControl;
import network.clawnet.p2p.book.BookContent;
import network.clawnet.p2p.book.BookFile;
import network.clawnet.p2p.book.PeerBook;
import network.clawnet.p2p.book.Source;
import network.clawnet.p2p.guard.BanTable;
import network.clawnet.p2p.multiaddr.Multiaddr;
import network.clawnet.p2p.peer.PeerRecord;

/**
 * The book and the bans for all threads, and their way to the disk. Calls are short and hold one
 * lock; only {@link #save} waits for the disk, outside of it.
 */
final class Notebook {
  private final InstantSource clock;
  private final Optional<BookFile> file;
  private final PeerBook book;
  private final BanTable bans = new BanTable();
  private boolean urgent;
  private boolean changed;

  private Notebook(InstantSource clock, Optional<BookFile> file, BookContent content) {
    this.clock = clock;
    this.file = file;
    book = content.book();
    long now = clock.millis();
    content.bans().forEach(ban -> bans.add(now, ban));
  }

  /** Opens the file, or begins without one. */
  static Notebook open(HostSettings settings, InstantSource clock, HostLog log) throws IOException {
    if (settings.book().isEmpty()) {
      return new Notebook(clock, Optional.empty(), new BookContent(new PeerBook(), List.of()));
    }
    BookFile file = new BookFile(settings.book().get());
    BookFile.Opened opened = file.open(clock.millis());
    opened.movedAside().ifPresent(log::bookMovedAside);
    return new Notebook(clock, Optional.of(file), opened.content());
  }

  synchronized void add(PeerId peer, List<Multiaddr> addresses, Source source) {
    book.add(clock.millis(), peer, addresses, source);
    changed = true;
  }

  synchronized void told(PeerId peer, List<Multiaddr> addresses) {
    book.told(clock.millis(), peer, addresses);
    changed = true;
  }

  /** What came of a signed record. */
  enum Learned {
    /** It is the newest of its peer and is remembered. */
    NEWER,
    /** A newer one, or the same, is remembered. */
    OLD,
    /** It is another peer's. */
    FOREIGN,
    /** It does not verify: some implementations sign in a form of their own. */
    UNVERIFIED
  }

  /**
   * Verifies a signed record, outside of the lock, and remembers it if it is the peer's newest.
   *
   * @param believable which of the addresses may be remembered
   */
  Learned learn(PeerId peer, byte[] envelope, UnaryOperator<List<Multiaddr>> believable) {
    try {
      PeerRecord record = PeerRecord.open(envelope);
      if (!record.peerId().equals(peer)) {
        return Learned.FOREIGN;
      }
      List<Multiaddr> told = believable.apply(record.addresses());
      return record(peer, record.sequence(), envelope, told) ? Learned.NEWER : Learned.OLD;
    } catch (DecodeException e) {
      return Learned.UNVERIFIED;
    }
  }

  private synchronized boolean record(
      PeerId peer, long number, byte[] envelope, List<Multiaddr> told) {
    boolean newer = book.record(clock.millis(), peer, number, envelope, told);
    changed |= newer;
    return newer;
  }

  synchronized Optional<byte[]> record(PeerId peer) {
    return book.record(peer);
  }

  synchronized List<Multiaddr> addresses(PeerId peer) {
    return book.addresses(clock.millis(), peer);
  }

  synchronized List<PeerId> lately(int limit) {
    return book.lately(clock.millis(), limit);
  }

  synchronized boolean isKept(PeerId peer) {
    return book.isKept(peer);
  }

  synchronized List<PeerId> kept() {
    return book.kept();
  }

  /** Returns the addresses of kept peers with their ids. */
  synchronized List<Multiaddr> keptAddresses() {
    long now = clock.millis();
    return book.kept().stream()
        .flatMap(peer -> book.operatorAddresses(now, peer).stream().map(it -> it.withPeer(peer)))
        .toList();
  }

  /**
   * Keeps a peer, and ends its ban.
   *
   * @return whether there was room
   */
  synchronized boolean keep(PeerId peer, Multiaddr address) {
    if (!book.isKept(peer) && book.kept().size() >= PeerControl.MAX_KEPT) {
      return false;
    }
    bans.remove(clock.millis(), peer);
    book.add(clock.millis(), peer, List.of(address), Source.OPERATOR);
    urgent = true;
    return true;
  }

  synchronized boolean forget(PeerId peer) {
    urgent = true;
    return book.forget(peer);
  }

  synchronized boolean isBanned(PeerId peer) {
    return bans.contains(clock.millis(), peer);
  }

  synchronized void ban(PeerId peer, Duration time, String why) {
    Duration most = PeerControl.LONGEST_BAN;
    Instant until = clock.instant().plus(time.compareTo(most) > 0 ? most : time);
    String reason = why.length() > Ban.MAX_WHY ? why.substring(0, Ban.MAX_WHY) : why;
    bans.add(clock.millis(), new Ban(peer, until, reason));
    book.unkeep(peer);
    urgent = true;
  }

  synchronized boolean unban(PeerId peer) {
    urgent = true;
    return bans.remove(clock.millis(), peer);
  }

  synchronized List<Ban> bans() {
    return bans.all(clock.millis());
  }

  /** Returns whether an operator's decision waits to be saved. */
  synchronized boolean isUrgent() {
    return urgent;
  }

  /** Writes the file if anything has changed; one caller at a time. */
  void save() throws IOException {
    if (file.isEmpty()) {
      return;
    }
    byte[] bytes;
    synchronized (this) {
      if (!changed && !urgent) {
        return;
      }
      bytes = BookFile.bytes(clock.millis(), new BookContent(book, bans.all(clock.millis())));
      changed = false;
      urgent = false;
    }
    try {
      file.get().write(bytes);
    } catch (IOException e) {
      forgetSaved(); // tried again, but not at once: the log would be full of it
      throw e;
    }
  }

  private synchronized void forgetSaved() {
    changed = true;
  }
}
