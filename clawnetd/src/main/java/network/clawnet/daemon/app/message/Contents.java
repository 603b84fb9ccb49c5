package network.clawnet.daemon.app.message;

import java.io.IOException;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import network.clawnet.core.crypto.Hash;
import network.clawnet.core.identity.Did;
import network.clawnet.core.message.Piece;

/**
 * Private content of this node's accounts: what they sell or deliver, and what was delivered to
 * them. It has no name but its hash. Source: docs/protocol/delivery.md, section 5. Any thread.
 */
public interface Contents {
  /** Largest content, in bytes. */
  long MAX_BYTES = 64L << 20;

  /** How much of a content is here. The codes are stored and never change. */
  enum State {
    /** More has to come. */
    PARTIAL(0),
    /** All of it, and its hash is right. */
    WHOLE(1),
    /** What came was not what the ledger names; nothing of it was kept. */
    WRONG(2),
    /** It is larger than {@link #MAX_BYTES}; nothing of it was kept. */
    TOO_LARGE(3);

    private final int code;

    State(int code) {
      this.code = code;
    }

    public int code() {
      return code;
    }

    /** Returns the text used in answers. */
    public String text() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * A content of an account.
   *
   * @param size of the whole, in bytes
   * @param received how many of them are here
   */
  record Shown(Hash content, long size, long received, State state) {}

  /** A piece of a content that is whole, and the size of the whole in bytes. */
  record Part(byte[] bytes, long size) {}

  /**
   * Takes a piece from its owner; pieces come in order, and one that is here already changes
   * nothing.
   *
   * @return fails with {@code Refused}: what the key says, {@code CONTENT_WRONG}, {@code
   *     CONTENT_TOO_LARGE}, {@code CONTENT_FULL}
   */
  CompletableFuture<Shown> put(Did owner, Piece piece);

  /**
   * Returns a piece of a content that is whole.
   *
   * @param offset in bytes, where a piece begins
   * @return fails with {@code Refused}: what the key says, {@code CONTENT_NOT_FOUND}, {@code
   *     CONTENT_INCOMPLETE}, {@code CONTENT_WRONG}, {@code CONTENT_TOO_LARGE}
   */
  CompletableFuture<Part> get(Did owner, Hash content, long offset) throws IOException;

  /**
   * Forgets a content.
   *
   * @return fails with {@code Refused}: what the key says, {@code CONTENT_NOT_FOUND}
   */
  CompletableFuture<Void> discard(Did owner, Hash content);
}
