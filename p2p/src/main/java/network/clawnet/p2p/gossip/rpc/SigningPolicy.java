package network.clawnet.p2p.gossip.rpc;

import java.security.MessageDigest;
import java.util.Arrays;
import network.clawnet.core.crypto.Sha256;

/** Who vouches for the messages of a topic, and so how they are named. */
public enum SigningPolicy {
  /** The author signs; the id is author and sequence number, as in go. */
  STRICT_SIGN,
  /** The content proves itself; the id is its SHA-256. Decision 4.2. */
  STRICT_NO_SIGN;

  private static final int SEQUENCE_BYTES = 8;

  /** Returns whether the message has the fields that it must have, and none that it must not. */
  public boolean admits(Message message) {
    Authorship it = message.authorship();
    return switch (this) {
      case STRICT_SIGN ->
          it.author().isPresent()
              && it.signature().isPresent()
              && it.sequence().map(sequence -> sequence.length == SEQUENCE_BYTES).orElse(false);
      case STRICT_NO_SIGN -> it.isEmpty();
    };
  }

  /** Returns the name of a message that this policy {@link #admits}. */
  public MessageId idOf(Message message) {
    return switch (this) {
      case STRICT_SIGN -> MessageId.of(authorAndSequence(message.authorship()));
      case STRICT_NO_SIGN -> MessageId.of(sha256(message));
    };
  }

  private static byte[] authorAndSequence(Authorship it) {
    byte[] author = it.author().orElseThrow();
    byte[] sequence = it.sequence().orElseThrow();
    byte[] id = Arrays.copyOf(author, author.length + sequence.length);
    System.arraycopy(sequence, 0, id, author.length, sequence.length);
    return id;
  }

  private static byte[] sha256(Message message) {
    MessageDigest digest = Sha256.threadDigest();
    message.hashContent(digest);
    return digest.digest();
  }
}
