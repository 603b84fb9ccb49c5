package network.clawnet.daemon.http.feed;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import network.clawnet.core.codec.DecodeException;
import network.clawnet.daemon.app.Refused;
import network.clawnet.daemon.app.feed.Feed;
import network.clawnet.daemon.http.Answer;
import network.clawnet.daemon.http.Call;
import network.clawnet.daemon.http.Endpoint;
import network.clawnet.daemon.http.Route;

/** {@code GET /api/events}: what became final since a place, at once or when there is something. */
public record GetEvents(Feed feed) implements Route {
  private static final int MAX_WAIT_SECONDS = 60;

  @Override
  public Endpoint endpoint() {
    return Endpoint.get("/api/events", "since", "type", "account", "limit", "wait");
  }

  @Override
  public CompletableFuture<Answer> handle(Call call) throws Refused, DecodeException, IOException {
    FeedQuery wanted = FeedQuery.of(call.query(), feed);
    long seconds = call.query().integer("wait", 0, 0, MAX_WAIT_SECONDS);
    return feed.await(
            wanted.after(), wanted.filter(), call.query().limit(), Duration.ofSeconds(seconds))
        .thenApply(batch -> Answer.ok(FeedJson.batch(batch)));
  }
}
