package network.clawnet.core.message;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import network.clawnet.core.crypto.Hash;

/**
 * Puts pieces together as they come, in order, and knows at the end whether they are the content
 * that the ledger names. Holds no bytes: what is {@link Step#TAKEN} is the caller's to keep. Pure;
 * one owner. Source: docs/protocol/delivery.md, section 5.
 */
public final class Assembly {
  private final Hash expected;
  private final long limit;
  private final MessageDigest digest;
  private long total = -1;
  private long received;
  private boolean over;

  /** What became of a piece. */
  public enum Step {
    /** To be kept after what was kept before; more has to come. */
    TAKEN,
    /** To be kept; with it the content is whole and right. */
    WHOLE,
    /** It came before; nothing to do. */
    KNOWN,
    /** The content is larger than this node takes; nothing is to be kept. */
    TOO_LARGE,
    /** This is not the content that the ledger names; nothing is to be kept. */
    WRONG
  }

  /**
   * Begins without any piece.
   *
   * @param expected what the ledger says the content's SHA-256 is
   * @param limit largest content, in bytes
   */
  public Assembly(Hash expected, long limit) {
    this.expected = expected;
    this.limit = limit;
    try {
      digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this Java runtime has no SHA-256", e);
    }
  }

  /** Takes a piece; after anything but {@link Step#TAKEN} and {@link Step#KNOWN} it is over. */
  public Step take(Piece piece) {
    if (over || !piece.content().equals(expected)) {
      return end(Step.WRONG);
    }
    if (piece.total() > limit) {
      return end(Step.TOO_LARGE);
    }
    if (total >= 0 && piece.total() != total) {
      return end(Step.WRONG);
    }
    total = piece.total();
    if (piece.end() <= received && received > 0) {
      return Step.KNOWN;
    }
    if (piece.offset() != received) {
      return end(Step.WRONG);
    }
    digest.update(piece.bytes());
    received = piece.end();
    if (received < total) {
      return Step.TAKEN;
    }
    return end(Hash.of(digest.digest()).equals(expected) ? Step.WHOLE : Step.WRONG);
  }

  /** Returns how many bytes were taken. */
  public long received() {
    return received;
  }

  /** Returns how many bytes there will be; −1 before the first piece. */
  public long total() {
    return total;
  }

  private Step end(Step step) {
    over = true;
    return step;
  }
}
