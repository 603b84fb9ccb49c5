package network.clawnet.daemon.http.wallet;

import java.util.concurrent.CompletableFuture;
import network.clawnet.core.codec.DecodeException;
import network.clawnet.core.identity.Did;
import network.clawnet.daemon.app.Credentials.Scope;
import network.clawnet.daemon.app.Faucet;
import network.clawnet.daemon.app.Refused;
import network.clawnet.daemon.http.Answer;
import network.clawnet.daemon.http.Body;
import network.clawnet.daemon.http.Call;
import network.clawnet.daemon.http.Endpoint;
import network.clawnet.daemon.http.LedgerWrites;
import network.clawnet.daemon.http.Route;

/** {@code POST /api/dev/faucet}: Tokens for tests, where the genesis has some for that. */
public record PostFaucet(Faucet faucet, Subject subject) implements Route {
  @Override
  public Endpoint endpoint() {
    return Endpoint.post("/api/dev/faucet", Scope.READ, "did", "amount").asking("wait", "timeout");
  }

  @Override
  public CompletableFuture<Answer> handle(Call call) throws Refused, DecodeException {
    Body body = call.body();
    Did to = body.has("did") ? body.account("did") : subject.of(call);
    return faucet
        .give(to, body.optionalPositiveAmount("amount"), LedgerWrites.options(call))
        .thenApply(
            gift ->
                Answer.ok(
                    LedgerWrites.receipt(gift.submission())
                        .put("to", gift.to().text())
                        .put("amount", gift.amount().value())
                        .build()));
  }
}
