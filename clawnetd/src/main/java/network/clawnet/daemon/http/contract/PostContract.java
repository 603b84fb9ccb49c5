package network.clawnet.daemon.http.contract;

import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import network.clawnet.core.codec.DecodeException;
import network.clawnet.core.codec.Json;
import network.clawnet.daemon.app.Credentials.Scope;
import network.clawnet.daemon.app.Refused;
import network.clawnet.daemon.http.Answer;
import network.clawnet.daemon.http.Call;
import network.clawnet.daemon.http.Endpoint;
import network.clawnet.daemon.http.Route;
import network.clawnet.market.contract.CreateRules;

/** {@code POST /api/contracts}: drafts a contract with a provider. */
public record PostContract(ContractCalls contracts) implements Route {
  @Override
  public Endpoint endpoint() {
    Set<String> members = new TreeSet<>(PaperBody.MEMBERS);
    members.add("provider");
    return Endpoint.ledgerWrite("/api/contracts", Scope.MARKET, members.toArray(String[]::new));
  }

  @Override
  public CompletableFuture<Answer> handle(Call call) throws Refused, DecodeException {
    Json.Builder payload = Json.object().put("provider", call.body().account("provider").text());
    PaperBody.put(call.body(), true, payload);
    return contracts.writes().begin(call, CreateRules.CREATE, payload.build());
  }
}
