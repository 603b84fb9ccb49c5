package network.clawnet.core.consensus.frame;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Messages that wait to be sent to one peer. Full, it drops the oldest: whatever consensus sends is
 * sent again or asked for. Messages that fit one frame pass between the pieces of larger ones.
 * Pure.
 */
public final class Outlet {
  /** Small messages that may wait. */
  public static final int MAX_SMALL = 4_096;

  /** Most bytes that all small messages together may have. */
  public static final int MAX_SMALL_BYTES = 4 << 20;

  private final long maxLargeBytes;
  private final Deque<byte[]> small = new ArrayDeque<>();
  private final Deque<byte[]> large = new ArrayDeque<>();
  private byte @Nullable [] begun;
  private int sent;
  private long smallBytes;
  private long largeBytes;
  private long dropped;

  /**
   * @param maxLargeBytes most bytes that messages of several frames together may have; one such
   *     message may always wait
   */
  public Outlet(long maxLargeBytes) {
    this.maxLargeBytes = maxLargeBytes;
  }

  /** Puts a message behind the others. */
  public void add(byte[] message) {
    if (message.length <= Frame.PIECE_BYTES) {
      small.add(message);
      smallBytes += message.length;
      while (small.size() > MAX_SMALL || smallBytes > MAX_SMALL_BYTES) {
        smallBytes -= small.remove().length;
        dropped++;
      }
    } else {
      large.add(message);
      largeBytes += message.length;
      while (large.size() > 1 && largeBytes > maxLargeBytes) {
        largeBytes -= large.remove().length;
        dropped++;
      }
    }
  }

  /** Returns the next frame to send, which counts as sent; empty if nothing waits. */
  public Optional<Frame> next() {
    byte[] message = small.poll();
    if (message != null) {
      smallBytes -= message.length;
      return Optional.of(new Frame.Whole(message));
    }
    return piece();
  }

  private Optional<Frame> piece() {
    byte[] message = begun == null ? large.poll() : begun;
    if (message == null) {
      return Optional.empty();
    }
    int from = begun == null ? 0 : sent;
    int to = Math.min(message.length, from + Frame.PIECE_BYTES);
    byte[] piece = Arrays.copyOfRange(message, from, to);
    largeBytes -= from == 0 ? message.length : 0;
    sent = to;
    begun = to < message.length ? message : null;
    return Optional.of(from == 0 ? new Frame.First(message.length, piece) : new Frame.More(piece));
  }

  /** Returns how many messages were dropped. */
  public long dropped() {
    return dropped;
  }
}
