package network.clawnet.core.sync.plan;

import network.clawnet.core.identity.PeerId;
import network.clawnet.core.sync.wire.CertifiedHeader;
import org.jspecify.annotations.Nullable;

/** What is known of a peer that speaks the protocols. */
final class SyncPeer {
  private static final long REST_NANOS = 1_000_000_000L;
  private static final int MAX_DOUBLINGS = 5;

  private final PeerId id;
  private @Nullable CertifiedHeader claim;
  private @Nullable CertifiedHeader head;
  private long oldestBody = Long.MAX_VALUE;
  private long statusDueAt;
  private long heardAt = Long.MIN_VALUE / 2;
  private long restUntil;
  private int failures;
  private int open;

  SyncPeer(PeerId id, long nowNanos) {
    this.id = id;
    this.statusDueAt = nowNanos;
    this.restUntil = nowNanos;
  }

  PeerId id() {
    return id;
  }

  /** Takes a claim, to be verified. */
  void claim(long oldest, @Nullable CertifiedHeader newest, long nowNanos) {
    oldestBody = oldest;
    claim = newest;
    heardAt = nowNanos;
  }

  /** Takes a header that it passed on as final, to be verified; an older one than before is not. */
  void claim(CertifiedHeader newer) {
    if (newer.height() > height()) {
      claim = newer;
    }
  }

  @Nullable CertifiedHeader claim() {
    return claim;
  }

  /** The claim was shown to be true. */
  void believe(CertifiedHeader verified) {
    claim = null;
    CertifiedHeader known = head;
    if (known == null || known.height() < verified.height()) {
      head = verified;
    }
  }

  /** The claim is worth nothing until the peer makes another. */
  void doubt() {
    claim = null;
    head = null;
  }

  /** Nothing came of what it claims to know; it may claim it again. */
  void doubtClaim() {
    claim = null;
  }

  /** Returns the height up to which it has proved to know the chain; -1 for none. */
  long height() {
    CertifiedHeader known = head;
    return known == null ? -1 : known.height();
  }

  /** Returns true if it made a claim in this time. */
  boolean heardSince(long nanos) {
    return heardAt >= nanos;
  }

  boolean has(long from, long to) {
    return height() >= to && oldestBody <= from;
  }

  boolean isResting(long nowNanos) {
    return restUntil > nowNanos;
  }

  boolean isStatusDue(long nowNanos) {
    return statusDueAt <= nowNanos;
  }

  void askStatusAt(long nanos) {
    statusDueAt = nanos;
  }

  int open() {
    return open;
  }

  void asked() {
    open++;
  }

  void answered() {
    open--;
    failures = 0;
  }

  /** A question went unanswered: others are asked first for a while, longer each time. */
  void failed(long nowNanos) {
    open--;
    restUntil = nowNanos + (REST_NANOS << Math.min(failures, MAX_DOUBLINGS));
    failures++;
  }
}
