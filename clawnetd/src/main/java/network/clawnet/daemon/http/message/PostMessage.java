package network.clawnet.daemon.http.message;

import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import network.clawnet.core.codec.DecodeException;
import network.clawnet.core.codec.Json;
import network.clawnet.core.crypto.Hash;
import network.clawnet.core.identity.Did;
import network.clawnet.core.message.Letter;
import network.clawnet.daemon.app.AccountKeys;
import network.clawnet.daemon.app.AppCodes;
import network.clawnet.daemon.app.Credentials.Scope;
import network.clawnet.daemon.app.Refused;
import network.clawnet.daemon.app.message.Messages;
import network.clawnet.daemon.http.Answer;
import network.clawnet.daemon.http.Call;
import network.clawnet.daemon.http.Endpoint;
import network.clawnet.daemon.http.Route;

/** {@code POST /api/messages}: writes to the other party of a deal. */
public record PostMessage(Messages messages, AccountKeys accounts) implements Route {
  private static final String DEFAULT_TYPE = "text";

  @Override
  public Endpoint endpoint() {
    return Endpoint.post(
        "/api/messages", Scope.MARKET, "did", "passphrase", "to", "deal", "type", "text");
  }

  @Override
  public CompletableFuture<Answer> handle(Call call) throws Refused, DecodeException {
    Did from = call.actingFor(call.body().optionalAccount("did"), accounts.own());
    Hash deal =
        call.body()
            .optionalHash("deal")
            .orElseThrow(() -> new DecodeException("\"deal\" is missing"));
    String type = call.body().optionalText("type", Letter.MAX_TYPE_BYTES).orElse(DEFAULT_TYPE);
    byte[] body = call.body().text("text", Letter.MAX_BODY_BYTES).getBytes(StandardCharsets.UTF_8);
    if (body.length > Letter.MAX_BODY_BYTES
        || type.getBytes(StandardCharsets.UTF_8).length > Letter.MAX_TYPE_BYTES) {
      throw new Refused(
          AppCodes.INVALID_REQUEST,
          "\"text\" has at most " + Letter.MAX_BODY_BYTES + " bytes, \"type\" 64");
    }
    Messages.Draft draft = new Messages.Draft(from, call.body().account("to"), deal, type, body);
    return messages
        .send(draft, call.body().optionalPassphrase("passphrase"))
        .thenApply(id -> Answer.ok(Json.object().put("id", id).put("status", "waiting").build()));
  }
}
