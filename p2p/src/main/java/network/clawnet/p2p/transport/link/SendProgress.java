package network.clawnet.p2p.transport.link;

import java.util.ArrayDeque;
import java.util.concurrent.CompletableFuture;
import network.clawnet.p2p.transport.TransportException;

/**
 * Which writes of a stream somebody waits for, by their place in the stream. Connection's thread.
 */
final class SendProgress {
  private record Mark(long end, CompletableFuture<Void> done) {}

  private final ArrayDeque<Mark> marks = new ArrayDeque<>(1);
  private long queued;
  private long written;

  void queue(long bytes) {
    queued += bytes;
  }

  /** Completes the future once everything queued so far is written. */
  void mark(CompletableFuture<Void> done) {
    marks.add(new Mark(queued, done));
    written(0);
  }

  void written(long bytes) {
    written += bytes;
    while (!marks.isEmpty() && marks.element().end <= written) {
      marks.remove().done.complete(null);
    }
  }

  boolean isComplete() {
    return written == queued;
  }

  void fail(TransportException reason) {
    while (!marks.isEmpty()) {
      marks.remove().done.completeExceptionally(reason);
    }
  }
}
