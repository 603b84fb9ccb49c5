package network.clawnet.daemon.query.market;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import network.clawnet.core.codec.Json;
import network.clawnet.core.crypto.Hash;
import network.clawnet.daemon.app.market.Agreements;
import network.clawnet.daemon.app.market.Deals;
import network.clawnet.daemon.app.market.Page;
import network.clawnet.daemon.query.market.MarketRows.Of;
import network.clawnet.daemon.query.market.MarketRows.Row;
import network.clawnet.market.contract.Contract;
import network.clawnet.market.contract.Contracts;

/** Service contracts from the state and this node's lists. Any thread. */
public final class AgreementQueries implements Agreements {
  private final Moment moment;
  private final RowReader rows;
  private final Steps steps;

  public AgreementQueries(Moment moment) {
    this.moment = moment;
    this.rows = new RowReader(moment.database().store());
    this.steps = new Steps(moment, rows);
  }

  /** A contract with what it says. */
  private record Said(Contract contract, Optional<Json.Obj> about) {}

  @Override
  public Optional<ContractView> contract(Hash id) throws IOException {
    Optional<Moment.Seen<Said>> seen =
        moment.latest(
            state -> Contracts.get(state, id).map(it -> new Said(it, Contracts.about(state, id))));
    if (seen.isEmpty()) {
      return Optional.empty();
    }
    Said said = seen.get().value();
    return Optional.of(
        new ContractView(
            said.contract(),
            said.about().isPresent() ? said.about() : steps.about(id),
            said.contract().isOverdueAt(moment.now()),
            steps.of(id),
            seen.get().pending()));
  }

  @Override
  public Page<ContractView> contracts(Deals.Wanted wanted, Page.Part part) throws IOException {
    long now = moment.now();
    return Faults.rethrown(
        () ->
            rows.page(
                Of.CONTRACTS,
                MarketIndexer.subject(wanted.party().orElseThrow()),
                part,
                row -> match(row, wanted, now)));
  }

  private Optional<ContractView> match(Row row, Deals.Wanted wanted, long now) {
    Contract contract = Contracts.get(moment.settled(), row.id()).orElseThrow();
    Contract.Parties parties = contract.parties();
    if (!Steps.fits(
        wanted, parties.client(), parties.provider(), parties.arbiter(), contract.state().text())) {
      return Optional.empty();
    }
    Optional<Json.Obj> said = Contracts.about(moment.settled(), row.id());
    Optional<Json.Obj> about =
        said.isPresent() ? said : Faults.unchecked(() -> steps.about(row.id()));
    return Optional.of(
        new ContractView(contract, about, contract.isOverdueAt(now), List.of(), false));
  }
}
