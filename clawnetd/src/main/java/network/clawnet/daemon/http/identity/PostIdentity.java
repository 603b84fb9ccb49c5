package network.clawnet.daemon.http.identity;

import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import network.clawnet.core.codec.CanonicalJson;
import network.clawnet.core.codec.DecodeException;
import network.clawnet.core.codec.Json;
import network.clawnet.core.crypto.Hash;
import network.clawnet.core.identity.Did;
import network.clawnet.daemon.app.Credentials.Scope;
import network.clawnet.daemon.app.Identities;
import network.clawnet.daemon.app.Refused;
import network.clawnet.daemon.http.Answer;
import network.clawnet.daemon.http.Call;
import network.clawnet.daemon.http.Endpoint;
import network.clawnet.daemon.http.LedgerWrites;
import network.clawnet.daemon.http.Route;

/**
 * {@code POST /api/identity}: registers the account's document (201), or replaces the one that is
 * registered (200).
 */
public record PostIdentity(Identities identities, LedgerWrites writes) implements Route {
  @Override
  public Endpoint endpoint() {
    return Endpoint.ledgerWrite("/api/identity", Scope.ADMIN, "document");
  }

  @Override
  public CompletableFuture<Answer> handle(Call call) throws Refused, DecodeException, IOException {
    Json.Obj document = call.body().object("document");
    Did did = writes.issuer(call);
    Optional<Json.Obj> present = identities.identity(did).document();
    return writes.run(
        call,
        action(document, present),
        done -> {
          Json.Obj body =
              LedgerWrites.receipt(done)
                  .put("did", done.issuer().text())
                  .put("documentHash", hash(document).hex())
                  .build();
          return present.isPresent() ? Answer.ok(body) : Answer.created(body);
        });
  }

  private static LedgerWrites.Action action(Json.Obj document, Optional<Json.Obj> present) {
    Json.Builder payload = Json.object().put("document", document);
    if (present.isEmpty()) {
      return new LedgerWrites.Action("identity.create", payload.build());
    }
    payload.put("prevDocHash", hash(present.get()).hex());
    return new LedgerWrites.Action("identity.update", payload.build());
  }

  private static Hash hash(Json.Obj document) {
    return Hash.sha256(CanonicalJson.encode(document));
  }
}
