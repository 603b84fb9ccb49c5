package network.clawnet.core.message.post;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import network.clawnet.core.message.SealedMessage;
import network.clawnet.core.port.Store.Write;

/**
 * Messages that are sealed and not on disk yet: all that come while one batch waits for the thread
 * are written at once, then sent. Post office's thread.
 */
final class PostBatch {
  private final PostParts parts;
  private final PostStore store;
  private final List<Posted> posted = new ArrayList<>();

  /**
   * One message.
   *
   * @param line sends it once it is on disk
   * @param done completes with its id when it is
   */
  record Posted(SealedMessage message, OutLine line, CompletableFuture<String> done) {}

  PostBatch(PostParts parts, PostStore store) {
    this.parts = parts;
    this.store = store;
  }

  void add(Posted message) {
    posted.add(message);
    if (posted.size() == 1) {
      parts.threads().lane().execute(this::flush);
    }
  }

  private void flush() {
    List<Posted> batch = List.copyOf(posted);
    posted.clear();
    try {
      store.write(rows(batch), true);
      for (Posted it : batch) {
        it.done().complete(it.message().head().id());
        it.line().submit(it.message(), it.message().box().length);
      }
    } catch (IOException e) {
      batch.forEach(it -> it.done().completeExceptionally(e));
      parts.failed().accept(e);
    }
  }

  private List<Write> rows(List<Posted> batch) {
    List<Write> rows = new ArrayList<>();
    for (Posted it : batch) {
      rows.add(PostStore.waiting(it.message()));
      rows.add(
          PostStore.status(
              it.message().head().id(), new Sending(Sending.State.WAITING, parts.now())));
    }
    return rows;
  }
}
