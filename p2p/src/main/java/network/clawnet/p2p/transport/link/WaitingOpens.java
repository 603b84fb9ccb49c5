package network.clawnet.p2p.transport.link;

import java.util.ArrayDeque;
import network.clawnet.p2p.transport.TransportException;
import network.clawnet.p2p.transport.TransportException.Reason;

/** Streams that wait until the peer has taken others, oldest first. Connection's thread. */
final class WaitingOpens {
  /** Most that wait; one more fails. */
  static final int MAX = 1024;

  private final ArrayDeque<StreamRequest> requests = new ArrayDeque<>(1);

  void add(StreamRequest request) {
    if (requests.size() >= MAX) {
      request.fail(new TransportException(Reason.LIMIT, "too many streams wait"));
    } else {
      requests.add(request);
    }
  }

  boolean isEmpty() {
    return requests.isEmpty();
  }

  StreamRequest remove() {
    return requests.remove();
  }

  /** Fails those that have waited too long. */
  void expire(long nowMicros) {
    while (!requests.isEmpty() && requests.element().expiresMicros() <= nowMicros) {
      requests.remove().fail(new TransportException(Reason.TIMEOUT, "no stream came free"));
    }
  }

  void failAll(TransportException reason) {
    while (!requests.isEmpty()) {
      requests.remove().fail(reason);
    }
  }
}
