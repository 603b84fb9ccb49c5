package network.clawnet.daemon.http.contract;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import network.clawnet.core.codec.DecodeException;
import network.clawnet.core.codec.Json;
import network.clawnet.daemon.app.Credentials.Scope;
import network.clawnet.daemon.app.Refused;
import network.clawnet.daemon.http.Answer;
import network.clawnet.daemon.http.Call;
import network.clawnet.daemon.http.Endpoint;
import network.clawnet.daemon.http.Route;
import network.clawnet.daemon.http.market.StepMembers;
import network.clawnet.market.contract.Contract;
import network.clawnet.market.contract.MilestoneAction;

/**
 * {@code POST /api/contracts/{id}/milestones/{milestone}/submit}, {@code /approve} …: one step of a
 * milestone. {@code /complete} is another word for submit.
 */
public record PostMilestoneStep(String verb, MilestoneAction action, ContractCalls contracts)
    implements Route {
  /** Returns an operation for each step. */
  public static List<Route> all(ContractCalls contracts) {
    List<Route> all = new ArrayList<>();
    for (MilestoneAction action : MilestoneAction.values()) {
      String verb = action.type().substring(action.type().lastIndexOf('.') + 1);
      all.add(new PostMilestoneStep(verb, action, contracts));
    }
    all.add(new PostMilestoneStep("complete", MilestoneAction.SUBMIT, contracts));
    return all;
  }

  @Override
  public Endpoint endpoint() {
    return Endpoint.ledgerWrite(
        "/api/contracts/{id}/milestones/{milestone}/" + verb, Scope.MARKET, said(action).body());
  }

  static StepMembers said(MilestoneAction action) {
    return switch (action) {
      case SUBMIT -> StepMembers.of("contentHash").orElse("key", "notes");
      case APPROVE -> StepMembers.none().orElse("notes");
      case REVISE, REJECT, CANCEL -> StepMembers.of("reason");
      case DISPUTE -> StepMembers.of("reason").orElse("evidence");
      case EVIDENCE -> StepMembers.of("evidence");
      case RULE, SPLIT -> StepMembers.of("toProvider");
    };
  }

  @Override
  public CompletableFuture<Answer> handle(Call call) throws Refused, DecodeException, IOException {
    Contract contract = contracts.find(call).contract();
    Json.Builder payload =
        ContractCalls.payload(call, contract).put("milestoneId", call.id("milestone"));
    said(action).put(call.body(), payload);
    return contracts.writes().step(call, action.type(), contract.id(), payload.build());
  }
}
