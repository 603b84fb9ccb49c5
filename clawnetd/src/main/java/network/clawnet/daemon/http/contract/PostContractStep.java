package network.clawnet.daemon.http.contract;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import network.clawnet.core.codec.DecodeException;
import network.clawnet.core.codec.Json;
import network.clawnet.core.units.Tokens;
import network.clawnet.daemon.app.Credentials.Scope;
import network.clawnet.daemon.app.Refused;
import network.clawnet.daemon.http.Answer;
import network.clawnet.daemon.http.Body;
import network.clawnet.daemon.http.Call;
import network.clawnet.daemon.http.Endpoint;
import network.clawnet.daemon.http.Route;
import network.clawnet.daemon.http.market.StepMembers;
import network.clawnet.market.contract.Contract;
import network.clawnet.market.contract.ContractAction;

/** {@code POST /api/contracts/{id}/sign}, {@code /fund} …: one step of a whole contract. */
public record PostContractStep(ContractAction action, ContractCalls contracts) implements Route {
  /** Returns an operation for each step. */
  public static List<Route> all(ContractCalls contracts) {
    return Arrays.stream(ContractAction.values())
        .<Route>map(action -> new PostContractStep(action, contracts))
        .toList();
  }

  @Override
  public Endpoint endpoint() {
    String verb = action.type().substring(action.type().lastIndexOf('.') + 1);
    return Endpoint.ledgerWrite("/api/contracts/{id}/" + verb, Scope.MARKET, members());
  }

  private String[] members() {
    Set<String> all = new TreeSet<>(Set.of(said().body()));
    switch (action) {
      case NEGOTIATE -> all.addAll(PaperBody.MEMBERS);
      case FUND -> all.addAll(Set.of("amount", "withoutArbiter"));
      case SIGN, COMPLETE, TERMINATE, CLOSE, REVIEW -> {}
    }
    return all.toArray(String[]::new);
  }

  private StepMembers said() {
    return switch (action) {
      case NEGOTIATE, SIGN, FUND, COMPLETE, CLOSE -> StepMembers.none();
      case TERMINATE -> StepMembers.of("reason").orElse("toProvider");
      case REVIEW -> StepMembers.of("rating").orElse("comment");
    };
  }

  @Override
  public CompletableFuture<Answer> handle(Call call) throws Refused, DecodeException, IOException {
    Contract contract = contracts.find(call).contract();
    Body body = call.body();
    Json.Builder payload = ContractCalls.payload(call, contract);
    said().put(body, payload);
    if (action == ContractAction.NEGOTIATE) {
      PaperBody.put(body, false, payload);
    }
    if (action == ContractAction.FUND) {
      Tokens amount = body.optionalPositiveAmount("amount").orElse(contract.price());
      payload
          .put("amount", amount.toString())
          .put("withoutArbiter", contracts.market().withoutArbiter(body));
    }
    return contracts.writes().step(call, action.type(), contract.id(), payload.build());
  }
}
