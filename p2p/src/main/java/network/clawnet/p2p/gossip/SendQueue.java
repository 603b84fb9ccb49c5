package network.clawnet.p2p.gossip;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/**
 * What waits to be sent to one peer: control before messages, each bounded. RPCs are fields in a
 * row, so that several of them joined are one RPC; control stays one per RPC, because some peers
 * read only the last. Owned by the loop.
 */
final class SendQueue {
  private record Waiting(byte[] rpc, long sinceMillis) {}

  private final Deque<byte[]> control = new ArrayDeque<>();
  private final Deque<Waiting> messages = new ArrayDeque<>();
  private long controlBytes;
  private long messageBytes;

  /** Adds an RPC of control or subscriptions; false if there is no room. */
  boolean addControl(byte[] rpc) {
    if (controlBytes + rpc.length > GossipLimits.MAX_CONTROL_BYTES) {
      return false;
    }
    controlBytes += rpc.length;
    control.addLast(rpc);
    return true;
  }

  /** Adds an RPC with a message; false if there is no room. */
  boolean addMessage(byte[] rpc, long nowMillis) {
    if (!hasRoom(rpc.length)) {
      return false;
    }
    messageBytes += rpc.length;
    messages.addLast(new Waiting(rpc, nowMillis));
    return true;
  }

  /** Returns whether a message of that size can wait. */
  boolean hasRoom(int bytes) {
    return messageBytes == 0 || messageBytes + bytes <= GossipLimits.MAX_QUEUED_BYTES;
  }

  /** Takes out what is sent as one RPC; empty if nothing waits. */
  Optional<byte[]> next() {
    byte[] first = control.pollFirst();
    int size = 0;
    if (first != null) {
      controlBytes -= first.length;
      size = first.length;
    }
    Deque<byte[]> parts = new ArrayDeque<>();
    while (!messages.isEmpty()) {
      int more = messages.getFirst().rpc.length;
      if (size > 0 && size + more > GossipLimits.MAX_BATCH_BYTES) {
        break;
      }
      parts.addLast(messages.removeFirst().rpc);
      messageBytes -= more;
      size += more;
    }
    if (first != null) {
      parts.addFirst(first);
    }
    return parts.size() < 2
        ? Optional.ofNullable(parts.pollFirst())
        : Optional.of(join(parts, size));
  }

  private static byte[] join(Deque<byte[]> parts, int size) {
    byte[] whole = new byte[size];
    int at = 0;
    for (byte[] part : parts) {
      System.arraycopy(part, 0, whole, at, part.length);
      at += part.length;
    }
    return whole;
  }

  /** Drops messages that have waited too long; returns how many. */
  int expire(long nowMillis) {
    int dropped = 0;
    while (!messages.isEmpty()
        && nowMillis - messages.getFirst().sinceMillis > GossipLimits.MAX_QUEUED_MILLIS) {
      messageBytes -= messages.removeFirst().rpc.length;
      dropped++;
    }
    return dropped;
  }

  /** Drops everything, because the stream it was meant for is gone. */
  void clear() {
    control.clear();
    messages.clear();
    controlBytes = 0;
    messageBytes = 0;
  }

  boolean isEmpty() {
    return control.isEmpty() && messages.isEmpty();
  }
}
