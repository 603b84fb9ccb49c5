package network.clawnet.daemon.http.contract;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import network.clawnet.core.codec.DecodeException;
import network.clawnet.core.codec.Json;
import network.clawnet.daemon.app.Credentials.Scope;
import network.clawnet.daemon.app.Refused;
import network.clawnet.daemon.http.Answer;
import network.clawnet.daemon.http.Call;
import network.clawnet.daemon.http.Endpoint;
import network.clawnet.daemon.http.Route;
import network.clawnet.market.contract.Contract;
import network.clawnet.market.contract.ContractCodes;
import network.clawnet.market.contract.Milestone;
import network.clawnet.market.contract.MilestoneAction;

/**
 * {@code POST /api/contracts/{id}/dispute}: disputes the milestone that {@code milestoneId} names,
 * or the only one that can be.
 */
public record PostDispute(ContractCalls contracts) implements Route {
  @Override
  public Endpoint endpoint() {
    String[] said = PostMilestoneStep.said(MilestoneAction.DISPUTE).body();
    return Endpoint.ledgerWrite(
        "/api/contracts/{id}/dispute",
        Scope.MARKET,
        Stream.concat(Arrays.stream(said), Stream.of("milestoneId")).toArray(String[]::new));
  }

  @Override
  public CompletableFuture<Answer> handle(Call call) throws Refused, DecodeException, IOException {
    Contract contract = contracts.find(call).contract();
    String milestone =
        call.body().has("milestoneId") ? call.body().id("milestoneId") : only(contract);
    Json.Builder payload = ContractCalls.payload(call, contract).put("milestoneId", milestone);
    PostMilestoneStep.said(MilestoneAction.DISPUTE).put(call.body(), payload);
    return contracts
        .writes()
        .step(call, MilestoneAction.DISPUTE.type(), contract.id(), payload.build());
  }

  private static String only(Contract contract) throws Refused, DecodeException {
    List<Milestone> open =
        contract.milestones().stream().filter(PostDispute::canBeDisputed).toList();
    if (open.isEmpty()) {
      throw new Refused(ContractCodes.INVALID_STATE, "no milestone is submitted or rejected")
          .with("state", Json.of(contract.state().text()));
    }
    if (open.size() > 1) {
      throw new DecodeException("\"milestoneId\" is missing: several milestones may be disputed");
    }
    return open.get(0).plan().id();
  }

  private static boolean canBeDisputed(Milestone milestone) {
    return milestone.state() == Milestone.State.SUBMITTED
        || milestone.state() == Milestone.State.REJECTED;
  }
}
