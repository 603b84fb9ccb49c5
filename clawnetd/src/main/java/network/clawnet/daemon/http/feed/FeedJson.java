package network.clawnet.daemon.http.feed;

import java.util.Locale;
import network.clawnet.core.codec.Json;
import network.clawnet.core.event.Movement;
import network.clawnet.daemon.app.feed.Feed;

/** How happenings look in answers and frames. */
final class FeedJson {
  private FeedJson() {}

  static Json.Obj batch(Feed.Batch batch) {
    return Json.object()
        .put("events", Json.of(batch.items().stream().map(FeedJson::item).toList()))
        .put("next", batch.next().text())
        .put("more", batch.more())
        .build();
  }

  private static Json.Obj item(Feed.Item item) {
    return Json.object()
        .put("cursor", item.place().text())
        .put("height", item.place().height())
        .put("time", item.time())
        .put("type", item.type())
        .put("txHash", item.event().map(it -> Json.of("0x" + it.hex())).orElse(null))
        .put("issuer", item.issuer().map(it -> Json.of(it.text())).orElse(null))
        .put("payload", item.payload().members().isEmpty() ? null : item.payload())
        .put("movements", Json.of(item.movements().stream().map(FeedJson::movement).toList()))
        .build();
  }

  private static Json.Obj movement(Movement movement) {
    return Json.object()
        .put("kind", movement.kind().name().toLowerCase(Locale.ROOT))
        .put("from", movement.from().text())
        .put("to", movement.to().text())
        .put("amount", movement.amount().value())
        .put("reference", movement.reference().isEmpty() ? null : movement.reference())
        .build();
  }
}
