package network.clawnet.core.relay;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import network.clawnet.core.crypto.Hash;
import network.clawnet.core.port.Judgement;

/** Messages of which nothing was taken yet, but some events wait for others. One owner thread. */
final class Judgements {
  private final List<Open> open = new ArrayList<>();

  private record Open(Set<Hash> events, CompletableFuture<Judgement> judgement) {}

  /**
   * Judges a message, or keeps it until one of its events is taken or it is judged otherwise.
   *
   * @param good events that were taken
   * @param waiting names of the events that wait
   */
  void judge(long good, Set<Hash> waiting, CompletableFuture<Judgement> judgement) {
    if (good > 0) {
      judgement.complete(Judgement.ACCEPT);
    } else if (waiting.isEmpty()) {
      judgement.complete(Judgement.IGNORE);
    } else {
      open.add(new Open(waiting, judgement));
    }
  }

  /** An event was taken after all: the messages that brought it may travel on. */
  void taken(Hash event) {
    for (Open each : open) {
      if (each.events().contains(event)) {
        each.judgement().complete(Judgement.ACCEPT);
      }
    }
  }

  /** Forgets what has been judged, here or because it took too long. */
  void forgetJudged() {
    open.removeIf(it -> it.judgement().isDone());
  }

  int size() {
    return open.size();
  }
}
