package network.clawnet.core.relay;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import network.clawnet.core.crypto.Hash;
import network.clawnet.core.port.Judgement;

/** Messages of which nothing was taken yet, but some events wait for others. One owner thread. */
final class Judgements {
  /**
   * Messages that may wait for the event before theirs; more travel no further. Each takes one of
   * the places of messages that are not judged yet, and others need those.
   */
  static final int MAX_OPEN = 64;

  private final long patience;
  private final List<Open> open = new ArrayList<>();

  private record Open(Set<Hash> events, CompletableFuture<Judgement> judgement, long untilNanos) {}

  /**
   * Holds nothing yet.
   *
   * @param patience nanoseconds after which a message that waits is ignored
   */
  Judgements(long patience) {
    this.patience = patience;
  }

  /**
   * Judges a message, or keeps it until one of its events is taken or it is judged otherwise.
   *
   * @param good events that were taken
   * @param waiting names of the events that wait
   */
  void judge(long good, Set<Hash> waiting, CompletableFuture<Judgement> judgement, long nowNanos) {
    if (good > 0) {
      judgement.complete(Judgement.ACCEPT);
    } else if (waiting.isEmpty() || open.size() >= MAX_OPEN) {
      judgement.complete(Judgement.IGNORE);
    } else {
      open.add(new Open(waiting, judgement, nowNanos + patience));
    }
  }

  /** An event was taken after all: the messages that brought it may travel on. */
  void taken(Hash event) {
    for (Open each : open) {
      if (each.events().contains(event)) {
        each.judgement().complete(Judgement.ACCEPT);
      }
    }
    open.removeIf(it -> it.judgement().isDone());
  }

  /** Ignores what has waited too long, and forgets what has been judged, here or elsewhere. */
  void forgetJudged(long nowNanos) {
    for (Open each : open) {
      if (each.untilNanos() <= nowNanos) {
        each.judgement().complete(Judgement.IGNORE);
      }
    }
    open.removeIf(it -> it.judgement().isDone());
  }

  int size() {
    return open.size();
  }
}
