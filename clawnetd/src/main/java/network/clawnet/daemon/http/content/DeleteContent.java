package network.clawnet.daemon.http.content;

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

/** {@code DELETE /api/content/{hash}}: forgets what an account keeps or has been delivered. */
public record DeleteContent(Contents contents, AccountKeys accounts) implements Route {
  @Override
  public Endpoint endpoint() {
    return Endpoint.delete("/api/content/{hash}", Scope.MARKET).asking("did");
  }

  @Override
  public CompletableFuture<Answer> handle(Call call) throws Refused, DecodeException {
    Did owner = call.actingFor(call.query().account("did"), accounts.own());
    Hash content = call.hash("hash");
    return contents
        .discard(owner, content)
        .thenApply(
            done -> Answer.ok(Json.object().put("contentHash", "0x" + content.hex()).build()));
  }
}
