package network.clawnet.daemon.http.content;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import network.clawnet.core.codec.DecodeException;
import network.clawnet.core.codec.Json;
import network.clawnet.core.crypto.Hash;
import network.clawnet.core.identity.Did;
import network.clawnet.core.message.Piece;
import network.clawnet.daemon.app.AccountKeys;
import network.clawnet.daemon.app.Credentials.Scope;
import network.clawnet.daemon.app.Refused;
import network.clawnet.daemon.app.message.Contents;
import network.clawnet.daemon.http.Answer;
import network.clawnet.daemon.http.Body;
import network.clawnet.daemon.http.Call;
import network.clawnet.daemon.http.Endpoint;
import network.clawnet.daemon.http.Route;

/** {@code POST /api/content}: keeps what an account sells or delivers, whole or part by part. */
public record PostContent(Contents contents, AccountKeys accounts) implements Route {
  /** Most bytes of one call: two pieces, so that a body stays within its limit. */
  static final int MAX_CALL_BYTES = 2 * Piece.MAX_BYTES;

  private static final int MAX_BASE64_CHARS = (MAX_CALL_BYTES + 2) / 3 * 4;

  @Override
  public Endpoint endpoint() {
    return Endpoint.post(
        "/api/content", Scope.MARKET, "did", "text", "base64", "contentHash", "size", "offset");
  }

  @Override
  public CompletableFuture<Answer> handle(Call call) throws Refused, DecodeException {
    Did owner = call.actingFor(call.body().optionalAccount("did"), accounts.own());
    byte[] bytes = bytes(call.body());
    long offset = call.body().optionalInteger("offset", 0, Contents.MAX_BYTES).orElse(0);
    OptionalLong size = call.body().optionalInteger("size", 1, Json.Num.MAX);
    if (size.isEmpty() && offset > 0) {
      throw new DecodeException("\"offset\" needs \"size\" and \"contentHash\"");
    }
    Hash content = content(call.body(), bytes, size.isPresent());
    return put(owner, new Piece(content, size.orElse(bytes.length), offset, bytes), 0)
        .thenApply(it -> Answer.ok(json(it)));
  }

  private static byte[] bytes(Body body) throws DecodeException {
    if (body.has("text") == body.has("base64")) {
      throw new DecodeException("give either \"text\" or \"base64\"");
    }
    byte[] bytes;
    try {
      bytes =
          body.has("text")
              ? body.text("text", MAX_CALL_BYTES).getBytes(StandardCharsets.UTF_8)
              : Base64.getDecoder().decode(body.text("base64", MAX_BASE64_CHARS));
    } catch (IllegalArgumentException e) {
      throw new DecodeException("\"base64\" is no base64: " + e.getMessage());
    }
    if (bytes.length == 0 || bytes.length > MAX_CALL_BYTES) {
      throw new DecodeException(
          "a call brings 1 to " + MAX_CALL_BYTES + " bytes; larger contents come in parts");
    }
    return bytes;
  }

  private static Hash content(Body body, byte[] bytes, boolean isPart) throws DecodeException {
    if (!isPart) {
      return body.optionalHash("contentHash").orElseGet(() -> Hash.sha256(bytes));
    }
    return body.optionalHash("contentHash")
        .orElseThrow(() -> new DecodeException("\"size\" needs \"contentHash\""));
  }

  /** Hands over one piece after the other. */
  private CompletableFuture<Contents.Shown> put(Did owner, Piece call, int from)
      throws DecodeException {
    int to = Math.min(call.bytes().length, from + Piece.MAX_BYTES);
    long at = call.offset() + from;
    Piece piece =
        new Piece(call.content(), call.total(), at, Arrays.copyOfRange(call.bytes(), from, to));
    if (piece.end() > piece.total() || !piece.isRegular()) {
      throw new DecodeException(
          "a part begins at a multiple of "
              + Piece.MAX_BYTES
              + ", ends within \"size\", and only the last one ends elsewhere");
    }
    CompletableFuture<Contents.Shown> kept = contents.put(owner, piece);
    return to == call.bytes().length ? kept : kept.thenCompose(it -> rest(owner, call, to));
  }

  private CompletableFuture<Contents.Shown> rest(Did owner, Piece call, int from) {
    try {
      return put(owner, call, from);
    } catch (DecodeException e) {
      return CompletableFuture.failedFuture(e);
    }
  }

  private static Json.Obj json(Contents.Shown shown) {
    return Json.object()
        .put("contentHash", "0x" + shown.content().hex())
        .put("size", shown.size())
        .put("received", shown.received())
        .put("state", shown.state().text())
        .build();
  }
}
