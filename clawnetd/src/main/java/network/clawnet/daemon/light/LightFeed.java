package network.clawnet.daemon.light;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import network.clawnet.daemon.app.Refused;
import network.clawnet.daemon.app.feed.Feed;
import network.clawnet.daemon.app.feed.Place;

/** The feed is for full nodes: it is made from blocks. */
final class LightFeed implements Feed {
  @Override
  public Place head() {
    return new Place(0, Place.END);
  }

  @Override
  public Batch read(Place after, Filter filter, int limit) throws Refused {
    throw LightRefusals.blocks();
  }

  @Override
  public CompletableFuture<Batch> await(Place after, Filter filter, int limit, Duration wait) {
    return CompletableFuture.failedFuture(LightRefusals.blocks());
  }
}
