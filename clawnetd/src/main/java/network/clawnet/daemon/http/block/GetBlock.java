package network.clawnet.daemon.http.block;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import network.clawnet.core.codec.DecodeException;
import network.clawnet.core.codec.Json;
import network.clawnet.daemon.app.AppCodes;
import network.clawnet.daemon.app.Blocks;
import network.clawnet.daemon.app.Blocks.BlockView;
import network.clawnet.daemon.app.Refused;
import network.clawnet.daemon.http.Answer;
import network.clawnet.daemon.http.Call;
import network.clawnet.daemon.http.Endpoint;
import network.clawnet.daemon.http.Route;

/** {@code GET /api/blocks/{height}}: a final block by its height, or {@code latest}. */
public record GetBlock(Blocks blocks) implements Route {
  @Override
  public Endpoint endpoint() {
    return Endpoint.get("/api/blocks/{height}");
  }

  @Override
  public CompletableFuture<Answer> handle(Call call) throws Refused, DecodeException, IOException {
    long head = blocks.head();
    long height = height(call.id("height"), head);
    BlockView block =
        blocks
            .block(height)
            .orElseThrow(
                () ->
                    new Refused(AppCodes.BLOCK_NOT_FOUND, "the last final block is block " + head)
                        .with("head", head));
    return Answer.now(json(block));
  }

  private static long height(String text, long head) throws DecodeException {
    if (text.equals("latest")) {
      return head;
    }
    if (!text.matches("0|[1-9][0-9]{0,14}")) {
      throw new DecodeException("the height must be a whole number or \"latest\"");
    }
    return Long.parseLong(text);
  }

  private static Json.Obj json(BlockView block) {
    return BlockJson.header(block)
        .put("certificate", block.certificate())
        .put(
            "events",
            Json.of(block.events().stream().map(hash -> Json.of(BlockJson.text(hash))).toList()))
        .build();
  }
}
