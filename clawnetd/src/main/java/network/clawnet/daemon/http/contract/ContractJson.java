package network.clawnet.daemon.http.contract;

import network.clawnet.core.codec.Json;
import network.clawnet.daemon.app.market.Agreements.ContractView;
import network.clawnet.daemon.http.market.ListingJson;
import network.clawnet.daemon.http.market.MarketCalls;
import network.clawnet.daemon.http.market.StepJson;
import network.clawnet.market.contract.Contract;
import network.clawnet.market.contract.Milestone;

/** How a service contract looks in answers. */
final class ContractJson {
  private ContractJson() {}

  /** Returns the contract with the hash and status of the last event that changed it. */
  static Json.Obj view(ContractView view) {
    Contract contract = view.contract();
    Contract.Parties parties = contract.parties();
    Contract.Progress progress = contract.progress();
    boolean ended = contract.state().isFinal();
    Json.Builder out =
        Json.object()
            .put("contractId", MarketCalls.text(contract.id()))
            .put("client", parties.client().text())
            .put("provider", parties.provider().text())
            .put("arbiter", parties.arbiter().map(it -> Json.of(it.text())).orElse(null))
            .put("state", contract.state().text())
            .put("title", view.about().map(it -> it.get("title")).orElse(null))
            .put("about", view.about().orElse(null))
            .put("terms", ListingJson.terms(contract.paper().terms()))
            .put("payment", payment(contract))
            .put(
                "milestones",
                Json.of(contract.milestones().stream().map(ContractJson::milestone).toList()))
            .put("signedByClient", progress.signedByClient())
            .put("signedByProvider", progress.signedByProvider())
            .put("createdAt", progress.created())
            .put(ended ? "endedAt" : "deadline", contract.deadline())
            .put("overdue", view.overdue())
            .put("events", StepJson.of(view.steps()))
            .put("resourcePrev", MarketCalls.text(contract.lastEvent()))
            .put("txHash", MarketCalls.text(contract.lastEvent()))
            .put("status", view.pending() ? "pending" : "final");
    if (progress.funded() > 0) {
      out.put("fundedAt", progress.funded());
    }
    contract
        .ending()
        .ifPresent(
            it ->
                out.put("reviewedByClient", it.reviewedByClient())
                    .put("reviewedByProvider", it.reviewedByProvider()));
    return out.build();
  }

  private static Json.Obj payment(Contract contract) {
    return Json.object()
        .put("totalAmount", contract.price().value())
        .put("held", contract.held().value())
        .put("toProvider", contract.sums().paid().value())
        .build();
  }

  private static Json.Obj milestone(Milestone milestone) {
    Json.Builder out =
        Json.object()
            .put("id", milestone.plan().id())
            .put("amount", milestone.plan().amount().value())
            .put("deliverMs", milestone.plan().deliverMs())
            .put("state", milestone.state().text())
            .put("revisionsLeft", milestone.revisionsLeft())
            .put("evidence", milestone.evidence())
            .put("toProvider", milestone.toProvider().value())
            .put(
                "delivered",
                milestone.delivered().map(MarketCalls::text).map(Json::of).orElse(null));
    if (milestone.deadline() > 0) {
      out.put(milestone.state().isFinal() ? "endedAt" : "deadline", milestone.deadline());
    }
    return out.build();
  }
}
