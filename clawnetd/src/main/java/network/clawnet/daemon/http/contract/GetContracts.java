package network.clawnet.daemon.http.contract;

import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import network.clawnet.core.codec.DecodeException;
import network.clawnet.daemon.app.Refused;
import network.clawnet.daemon.app.market.Deals;
import network.clawnet.daemon.http.Answer;
import network.clawnet.daemon.http.Call;
import network.clawnet.daemon.http.Endpoint;
import network.clawnet.daemon.http.Route;
import network.clawnet.daemon.http.market.DealQuery;
import network.clawnet.daemon.http.market.MarketCalls;
import network.clawnet.daemon.http.wallet.Subject;
import network.clawnet.market.contract.Contract;

/** {@code GET /api/contracts}: an account's contracts, newest first. */
public record GetContracts(ContractCalls contracts, Subject subject) implements Route {
  /** Which side of a contract an account is on. */
  private enum Role {
    CLIENT(Deals.Role.BUYER),
    PROVIDER(Deals.Role.SELLER),
    ARBITER(Deals.Role.ARBITER),
    ALL(Deals.Role.ALL);

    private final Deals.Role role;

    Role(Deals.Role role) {
      this.role = role;
    }
  }

  @Override
  public Endpoint endpoint() {
    return Endpoint.get("/api/contracts", MarketCalls.paged("did", "address", "role", "state"));
  }

  @Override
  public CompletableFuture<Answer> handle(Call call) throws Refused, DecodeException, IOException {
    Deals.Wanted wanted =
        new Deals.Wanted(
            Optional.of(subject.of(call)),
            call.query().choice("role", Role.class, Role.ALL).role,
            Optional.empty(),
            DealQuery.state(call, Contract.State.class).map(Contract.State::text));
    return MarketCalls.list(
        "contracts",
        contracts.market().cases().agreements().contracts(wanted, MarketCalls.part(call)),
        ContractJson::view);
  }
}
