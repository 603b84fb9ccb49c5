package network.clawnet.daemon.http.message;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.concurrent.CompletableFuture;
import network.clawnet.core.codec.DecodeException;
import network.clawnet.core.codec.Json;
import network.clawnet.core.identity.Did;
import network.clawnet.daemon.app.AccountKeys;
import network.clawnet.daemon.app.Credentials.Scope;
import network.clawnet.daemon.app.Refused;
import network.clawnet.daemon.app.message.Messages;
import network.clawnet.daemon.http.Answer;
import network.clawnet.daemon.http.Call;
import network.clawnet.daemon.http.Endpoint;
import network.clawnet.daemon.http.Route;

/** {@code GET /api/messages}: what came for an account, opened, the oldest first. */
public record GetMessages(Messages messages, AccountKeys accounts) implements Route {
  @Override
  public Endpoint endpoint() {
    return Endpoint.get("/api/messages", "did", "after", "limit").needing(Scope.MARKET);
  }

  @Override
  public CompletableFuture<Answer> handle(Call call) throws Refused, DecodeException {
    Did did = call.actingFor(call.query().account("did", "address"), accounts.own());
    long after = call.query().integer("after", 0, 0, Json.Num.MAX);
    return messages
        .inbox(did, after, call.query().limit())
        .thenApply(
            list ->
                Answer.ok(
                    Json.object()
                        .put("did", did.text())
                        .put("messages", Json.of(list.stream().map(GetMessages::json).toList()))
                        .build()));
  }

  private static Json.Obj json(Messages.Opened message) {
    Json.Builder out =
        Json.object()
            .put("number", message.number())
            .put("id", message.id())
            .put("from", message.from().text())
            .put("deal", message.deal().hex())
            .put("sentAt", message.sentAt())
            .put("receivedAt", message.receivedAt())
            .put("type", message.type());
    try {
      String text =
          StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(message.body())).toString();
      return out.put("text", text).build();
    } catch (CharacterCodingException e) {
      return out.put("hex", HexFormat.of().formatHex(message.body())).build();
    }
  }
}
