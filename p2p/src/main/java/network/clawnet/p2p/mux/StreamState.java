package network.clawnet.p2p.mux;

/** One living stream, as both directions of the session see it. */
final class StreamState {
  private static final long MAX_WINDOW = 0xffff_ffffL;

  final int id;
  final boolean local;
  final ReceiveWindow window;
  final SendQueue queue = new SendQueue();

  long sendWindow = YamuxLimits.INITIAL_WINDOW_BYTES;
  boolean acknowledged;
  boolean remoteEnded;
  boolean finishing;
  boolean finished;

  /** Flags and credit of the next control frame. */
  int pendingFlags;

  long pendingCredit;

  StreamState(int id, boolean local, ReceiveWindow window) {
    this.id = id;
    this.local = local;
    this.window = window;
  }

  /** Adds credit of the peer; false if the sum is more than a window can hold. */
  boolean credit(long delta) {
    sendWindow += delta;
    return sendWindow <= MAX_WINDOW;
  }

  boolean sendable() {
    return sendWindow > 0 && queue.bytes() > 0;
  }

  boolean isOver() {
    return remoteEnded && finished && window.unread() == 0;
  }
}
