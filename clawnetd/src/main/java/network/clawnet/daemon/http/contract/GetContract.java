package network.clawnet.daemon.http.contract;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import network.clawnet.core.codec.DecodeException;
import network.clawnet.daemon.app.Refused;
import network.clawnet.daemon.http.Answer;
import network.clawnet.daemon.http.Call;
import network.clawnet.daemon.http.Endpoint;
import network.clawnet.daemon.http.Route;

/** {@code GET /api/contracts/{id}}: one contract with its events. */
public record GetContract(ContractCalls contracts) implements Route {
  @Override
  public Endpoint endpoint() {
    return Endpoint.get("/api/contracts/{id}");
  }

  @Override
  public CompletableFuture<Answer> handle(Call call) throws Refused, DecodeException, IOException {
    return Answer.now(ContractJson.view(contracts.find(call)));
  }
}
