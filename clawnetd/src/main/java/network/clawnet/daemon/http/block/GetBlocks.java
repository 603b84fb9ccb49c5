package network.clawnet.daemon.http.block;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import network.clawnet.core.codec.DecodeException;
import network.clawnet.core.codec.Json;
import network.clawnet.daemon.app.Blocks;
import network.clawnet.daemon.app.Refused;
import network.clawnet.daemon.http.Answer;
import network.clawnet.daemon.http.Call;
import network.clawnet.daemon.http.Endpoint;
import network.clawnet.daemon.http.Route;

/** {@code GET /api/blocks}: headers, highest first. */
public record GetBlocks(Blocks blocks) implements Route {
  @Override
  public Endpoint endpoint() {
    return Endpoint.get("/api/blocks", "from", "limit");
  }

  @Override
  public CompletableFuture<Answer> handle(Call call) throws Refused, DecodeException, IOException {
    long head = blocks.head();
    long from = Math.min(call.query().integer("from", head, 0, Json.Num.MAX), head);
    return Answer.now(
        Json.object()
            .put(
                "blocks",
                Json.of(
                    blocks.headers(from, call.query().limit()).stream()
                        .map(block -> BlockJson.header(block).build())
                        .toList()))
            .put("head", head)
            .build());
  }
}
