package network.clawnet.p2p.transport.link;

import java.util.ArrayDeque;
import java.util.OptionalInt;
import network.clawnet.p2p.mux.YamuxSession;
import network.clawnet.p2p.transport.TransportException;
import network.clawnet.p2p.transport.TransportException.Reason;

/**
 * Streams that somebody here wants to open: at once while the peer has room for them, else in turn
 * when it has taken others. Connection's thread.
 */
final class Opens {
  /** Most that wait; one more fails. */
  static final int MAX = 1024;

  private final YamuxSession session;
  private final Starter starter;
  private final ArrayDeque<StreamRequest> waiting = new ArrayDeque<>(1);
  private boolean over;

  /** Goes on with a stream that is open. */
  @FunctionalInterface
  interface Starter {
    void start(StreamRequest request, int id);
  }

  Opens(YamuxSession session, Starter starter) {
    this.session = session;
    this.starter = starter;
  }

  static TransportException alreadyClosed() {
    return new TransportException(Reason.CLOSED, "the connection is closed");
  }

  /** Opens a stream now or later, or fails it. */
  void open(StreamRequest request, long nowMicros) {
    OptionalInt id = session.open(nowMicros);
    if (over || session.isOver()) {
      request.fail(alreadyClosed());
    } else if (id.isPresent()) {
      starter.start(request, id.getAsInt());
    } else if (session.hasGoneAway()) {
      request.fail(new TransportException(Reason.LIMIT, "the peer takes no more streams"));
    } else if (waiting.size() >= MAX) {
      request.fail(new TransportException(Reason.LIMIT, "too many streams wait"));
    } else {
      waiting.add(request);
    }
  }

  /** Opens what waited, as far as there is room now. */
  void retry(long nowMicros) {
    while (!waiting.isEmpty() && !over) {
      OptionalInt id = session.open(nowMicros);
      if (id.isEmpty()) {
        return;
      }
      starter.start(waiting.remove(), id.getAsInt());
    }
  }

  /** Fails those that have waited too long. */
  void expire(long nowMicros) {
    while (!waiting.isEmpty() && waiting.element().expiresMicros() <= nowMicros) {
      waiting.remove().fail(new TransportException(Reason.TIMEOUT, "no stream came free"));
    }
  }

  /** Fails all that wait; the connection may go on. */
  void failAll(TransportException reason) {
    while (!waiting.isEmpty()) {
      waiting.remove().fail(reason);
    }
  }

  /** Opens nothing any more: the connection is gone. */
  void end() {
    over = true;
  }
}
