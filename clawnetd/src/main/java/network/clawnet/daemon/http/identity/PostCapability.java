package network.clawnet.daemon.http.identity;

import java.util.concurrent.CompletableFuture;
import network.clawnet.core.codec.DecodeException;
import network.clawnet.core.codec.Json;
import network.clawnet.daemon.app.Credentials.Scope;
import network.clawnet.daemon.app.Refused;
import network.clawnet.daemon.app.Submission;
import network.clawnet.daemon.http.Answer;
import network.clawnet.daemon.http.Call;
import network.clawnet.daemon.http.Endpoint;
import network.clawnet.daemon.http.LedgerWrites;
import network.clawnet.daemon.http.Route;

/** {@code POST /api/identity/capabilities}: registers a capability credential. */
public record PostCapability(LedgerWrites writes) implements Route {
  @Override
  public Endpoint endpoint() {
    return Endpoint.ledgerWrite("/api/identity/capabilities", Scope.MARKET, "credential");
  }

  @Override
  public CompletableFuture<Answer> handle(Call call) throws Refused, DecodeException {
    Json.Obj credential = call.body().object("credential");
    Json.Obj payload = Json.object().put("credential", credential).build();
    return writes.run(
        call,
        new LedgerWrites.Action("identity.capability.register", payload),
        done -> Answer.created(answer(done, credential)));
  }

  /** The rules have found the members to be there and of their types. */
  private static Json.Obj answer(Submission done, Json.Obj credential) {
    Json.Obj subject =
        credential.get("credentialSubject") instanceof Json.Obj it ? it : Json.Obj.EMPTY;
    boolean verified = !Json.of(done.issuer().text()).equals(credential.get("issuer"));
    return LedgerWrites.receipt(done)
        .put("id", "0x" + done.hash().hex())
        .put("did", done.issuer().text())
        .put("name", subject.get("name"))
        .put("description", subject.get("description"))
        .put("pricing", subject.get("pricing"))
        .put("verified", verified)
        .put("registeredAt", done.timestamp())
        .build();
  }
}
