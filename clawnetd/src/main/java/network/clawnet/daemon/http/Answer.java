package network.clawnet.daemon.http;

import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Function;
import network.clawnet.core.codec.Json;

/** What a route says back. */
public sealed interface Answer {
  /** Content type of every JSON answer. */
  String JSON = "application/json; charset=utf-8";

  /** HTTP status. */
  int status();

  /** One JSON object. */
  record Document(int status, Json.Obj body) implements Answer {}

  /** Anything else, for example the text of metrics. */
  record Text(int status, String contentType, byte[] bytes) implements Answer {}

  /**
   * JSON objects as they come, one a line, then the last one.
   *
   * @param source is handed where to put lines, which does not block and may skip some when the
   *     reader is slow
   */
  record Lines(Function<Consumer<Json.Obj>, CompletableFuture<Json.Obj>> source) implements Answer {
    @Override
    public int status() {
      return 200;
    }
  }

  /**
   * An answer that the server works out on one of its own threads: what completes a future with it,
   * for example the thread that makes events final, must not be kept.
   */
  record Computed(Callable<Answer> work) implements Answer {
    @Override
    public int status() {
      return 200;
    }
  }

  /** An answer without a time limit, for work that is as long as the ledger. */
  record Eventually(CompletableFuture<Answer> answer) implements Answer {
    @Override
    public int status() {
      return 200;
    }
  }

  static Answer ok(Json.Obj body) {
    return new Document(200, body);
  }

  static Answer created(Json.Obj body) {
    return new Document(201, body);
  }

  /** Returns an answer that is there already. */
  static CompletableFuture<Answer> now(Json.Obj body) {
    return CompletableFuture.completedFuture(ok(body));
  }
}
