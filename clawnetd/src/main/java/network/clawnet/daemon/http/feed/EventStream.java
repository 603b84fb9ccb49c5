package network.clawnet.daemon.http.feed;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import network.clawnet.core.codec.CanonicalJson;
import network.clawnet.daemon.app.feed.Feed;
import network.clawnet.daemon.app.feed.Place;
import org.eclipse.jetty.websocket.api.Callback;
import org.eclipse.jetty.websocket.api.Session;
import org.jspecify.annotations.Nullable;

/**
 * One reader: a frame, and the next one when that is sent. Nothing waits for it but what is on the
 * ledger. One step at a time, on any thread.
 */
final class EventStream {
  /** Most events of a frame. */
  private static final int MAX_EVENTS = 100;

  private static final int DONE = 1000;
  private static final int FAULT = 1011;

  private final Feed feed;
  private final Feed.Filter filter;
  private final Session session;
  private final Executor executor;
  private final EventSocket.Pace pace;
  private final long end;
  private volatile Place after;

  EventStream(
      Feed feed, FeedQuery wanted, Session session, Executor executor, EventSocket.Pace pace) {
    this.feed = feed;
    this.filter = wanted.filter();
    this.after = wanted.after();
    this.session = session;
    this.executor = executor;
    this.pace = pace;
    this.end = System.nanoTime() + pace.life().toNanos();
  }

  /** Sends frames until the connection ends. */
  void run() {
    if (!session.isOpen()) {
      return;
    }
    if (System.nanoTime() >= end) {
      close(DONE, "connect again");
      return;
    }
    var unused =
        feed.await(after, filter, MAX_EVENTS, pace.pulse()).whenCompleteAsync(this::send, executor);
  }

  private void send(Feed.@Nullable Batch batch, @Nullable Throwable fault) {
    if (batch == null) {
      close(FAULT, "the node cannot read its ledger");
      return;
    }
    CompletableFuture<Boolean> sent = new CompletableFuture<>();
    session.sendText(
        CanonicalJson.text(FeedJson.batch(batch)),
        Callback.from(() -> sent.complete(true), sent::completeExceptionally));
    var unused =
        sent.orTimeout(pace.send().toMillis(), TimeUnit.MILLISECONDS)
            .whenCompleteAsync((it, cut) -> next(batch.next(), cut), executor);
  }

  private void next(Place place, @Nullable Throwable cut) {
    if (cut == null) {
      after = place;
      run();
    } else {
      if (session.isOpen()) {
        close(EventSocket.REFUSED, "too slow");
      }
      // a close frame, also one for idleness, waits behind what the reader does not take
      CompletableFuture.delayedExecutor(pace.send().toMillis(), TimeUnit.MILLISECONDS, executor)
          .execute(session::disconnect);
    }
  }

  private void close(int code, String why) {
    session.close(code, why + ": go on with since=" + after.text(), Callback.NOOP);
  }
}
