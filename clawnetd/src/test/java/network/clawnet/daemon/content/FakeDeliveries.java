package network.clawnet.daemon.content;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import network.clawnet.core.codec.Json;
import network.clawnet.core.crypto.Hash;
import network.clawnet.core.identity.Did;
import network.clawnet.daemon.app.feed.Feed;
import network.clawnet.daemon.app.feed.Place;

/** A ledger whose every block has one delivery in it. */
final class FakeDeliveries implements Feed {
  private final Did seller;
  private final Hash deal;
  private final List<Hash> blocks = new CopyOnWriteArrayList<>();

  FakeDeliveries(Did seller, Hash deal) {
    this.seller = seller;
    this.deal = deal;
  }

  void delivered(Hash content) {
    blocks.add(content);
  }

  @Override
  public Place head() {
    return new Place(blocks.size(), Place.END);
  }

  @Override
  public Batch read(Place after, Filter filter, int limit) {
    List<Item> items = new ArrayList<>();
    int head = blocks.size();
    for (int height = (int) after.height() + 1; height <= head; height++) {
      items.add(item(height, blocks.get(height - 1)));
    }
    return new Batch(items, new Place(head, Place.END), false);
  }

  private Item item(int height, Hash content) {
    Json.Obj payload =
        Json.object().put("orderId", deal.hex()).put("contentHash", content.hex()).build();
    return new Item(
        new Place(height, 0),
        height,
        "market.order.deliver",
        Optional.of(content),
        Optional.of(seller),
        payload,
        List.of());
  }

  @Override
  public CompletableFuture<Batch> await(Place after, Filter filter, int limit, Duration wait) {
    throw new UnsupportedOperationException("nobody waits here");
  }
}
