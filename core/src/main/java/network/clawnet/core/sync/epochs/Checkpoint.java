package network.clawnet.core.sync.epochs;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import network.clawnet.core.codec.DecodeException;
import network.clawnet.core.crypto.Hash;

/**
 * The end of an epoch that the operator has learned from people it trusts: a chain that ends this
 * epoch otherwise is not the network's, whoever signed it.
 *
 * @param epoch whose last block it is
 * @param block hash of that block
 */
public record Checkpoint(long epoch, Hash block) {
  private static final Pattern FORM = Pattern.compile("(0|[1-9]\\d{0,17}):([0-9a-f]{64})");

  public Checkpoint {
    if (epoch < 0) {
      throw new IllegalArgumentException("epoch " + epoch);
    }
  }

  /**
   * Reads {@code EPOCH:HASH}, the hash in lower-case hex.
   *
   * @throws IllegalArgumentException if it is anything else
   */
  public static Checkpoint parse(String text) {
    Matcher matcher = FORM.matcher(text);
    if (!matcher.matches()) {
      throw new IllegalArgumentException("not EPOCH:HASH, e.g. 12:9f…(64 hex digits)");
    }
    try {
      return new Checkpoint(Long.parseLong(matcher.group(1)), Hash.parse(matcher.group(2)));
    } catch (DecodeException e) {
      throw new IllegalArgumentException(e.getMessage(), e);
    }
  }

  /** Returns false if the block claims to end this epoch and is another one. */
  public boolean permits(long endedEpoch, Hash endingBlock) {
    return endedEpoch != epoch || endingBlock.equals(block);
  }

  /** Returns the form that {@link #parse} reads. */
  public String text() {
    return epoch + ":" + block.hex();
  }
}
