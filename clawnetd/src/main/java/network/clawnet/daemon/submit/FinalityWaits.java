package network.clawnet.daemon.submit;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;
import network.clawnet.core.crypto.Hash;
import network.clawnet.core.event.Verdict;
import network.clawnet.core.ledger.PreparedEvent;
import network.clawnet.daemon.app.Refused;

/** Completes futures when events become final or are dropped. Any thread. */
final class FinalityWaits {
  private final Map<Hash, Collection<CompletableFuture<Long>>> waiting = new ConcurrentHashMap<>();

  /**
   * Returns a future of the event's height. The caller looks at the ledger afterwards, for the
   * event may be final already, and calls {@link #forget} in the end.
   */
  CompletableFuture<Long> await(Hash event) {
    CompletableFuture<Long> future = new CompletableFuture<>();
    waiting.compute(
        event,
        (hash, futures) -> {
          Collection<CompletableFuture<Long>> out =
              futures == null ? new ConcurrentLinkedQueue<>() : futures;
          out.add(future);
          return out;
        });
    return future;
  }

  void forget(Hash event, CompletableFuture<Long> future) {
    waiting.computeIfPresent(
        event,
        (hash, futures) -> {
          futures.removeIf(it -> it == future);
          return futures.isEmpty() ? null : futures;
        });
  }

  void onFinal(List<Hash> events, long height) {
    if (waiting.isEmpty()) {
      return;
    }
    for (Hash event : events) {
      finish(event, future -> future.complete(height));
    }
  }

  void onDropped(PreparedEvent event, Verdict.Reject reason) {
    finish(event.event().hash(), future -> future.completeExceptionally(Refused.of(reason)));
  }

  private void finish(Hash event, Consumer<CompletableFuture<Long>> end) {
    Collection<CompletableFuture<Long>> futures = waiting.remove(event);
    if (futures != null) {
      futures.forEach(end);
    }
  }
}
