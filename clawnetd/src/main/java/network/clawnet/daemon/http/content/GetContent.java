package network.clawnet.daemon.http.content;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import network.clawnet.core.codec.DecodeException;
import network.clawnet.core.codec.Json;
import network.clawnet.core.crypto.Hash;
import network.clawnet.core.identity.Did;
import network.clawnet.daemon.app.AccountKeys;
import network.clawnet.daemon.app.Credentials.Scope;
import network.clawnet.daemon.app.Refused;
import network.clawnet.daemon.app.message.Contents;
import network.clawnet.daemon.http.Answer;
import network.clawnet.daemon.http.Call;
import network.clawnet.daemon.http.Endpoint;
import network.clawnet.daemon.http.Route;

/** {@code GET /api/content/{hash}}: a part of what an account keeps or has been delivered. */
public record GetContent(Contents contents, AccountKeys accounts) implements Route {
  @Override
  public Endpoint endpoint() {
    return Endpoint.get("/api/content/{hash}", "did", "offset").needing(Scope.MARKET);
  }

  @Override
  public CompletableFuture<Answer> handle(Call call) throws Refused, DecodeException, IOException {
    Did owner = call.actingFor(call.query().account("did"), accounts.own());
    Hash content = call.hash("hash");
    long offset = call.query().integer("offset", 0, 0, Contents.MAX_BYTES);
    return contents
        .get(owner, content, offset)
        .thenApply(part -> Answer.ok(json(content, offset, part)));
  }

  private static Json.Obj json(Hash content, long offset, Contents.Part part) {
    long end = offset + part.bytes().length;
    boolean isAll = part.bytes().length == part.size();
    Json.Builder out =
        Json.object()
            .put("contentHash", "0x" + content.hex())
            .put("size", part.size())
            .put("offset", offset)
            .put("base64", Base64.getEncoder().encodeToString(part.bytes()));
    if (end < part.size()) {
      out.put("next", end);
    }
    (isAll ? text(part.bytes()) : Optional.<String>empty()).ifPresent(it -> out.put("text", it));
    return out.build();
  }

  /** Returns what the bytes say, if they are UTF-8. */
  private static Optional<String> text(byte[] bytes) {
    try {
      return Optional.of(
          StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString());
    } catch (CharacterCodingException e) {
      return Optional.empty();
    }
  }
}
