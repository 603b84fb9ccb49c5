package network.clawnet.daemon.http.testing;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import network.clawnet.core.codec.Json;
import network.clawnet.core.crypto.Hash;
import network.clawnet.core.units.Tokens;
import network.clawnet.daemon.app.market.Agreements;
import network.clawnet.daemon.app.market.Deals;
import network.clawnet.daemon.app.market.Page;
import network.clawnet.market.contract.Contract;
import network.clawnet.market.contract.Milestone;
import network.clawnet.market.kernel.Terms;
import org.jspecify.annotations.Nullable;

/** Service contracts that tests put in. */
public final class FakeAgreements implements Agreements {
  public final ConcurrentHashMap<Hash, Contract> contracts = new ConcurrentHashMap<>();
  public volatile Deals.@Nullable Wanted wanted;

  /** Puts in a contract of BOB with ALICE as provider, of milestones of 30 and 70. */
  public Contract contract(Contract.State state, Milestone.State first, Milestone.State second) {
    Hash id = Hash.sha256(new byte[] {(byte) contracts.size(), 4});
    Contract contract =
        new Contract(
            id,
            new Contract.Parties(FakeNode.BOB, FakeNode.ALICE, Optional.empty()),
            new Contract.Paper(Terms.DEFAULT, id),
            new Contract.Progress(state, true, true, 100, 200, 9_000),
            List.of(milestone("draft", 30, first), milestone("final", 70, second)),
            new Contract.Sums(Tokens.ZERO, Tokens.ZERO, Tokens.ZERO, false, false),
            Optional.empty(),
            FakeMarkets.LAST);
    contracts.put(id, contract);
    return contract;
  }

  private static Milestone milestone(String id, long amount, Milestone.State state) {
    return new Milestone(
        new Milestone.Plan(id, new Tokens(amount), 1_000),
        state,
        5_000,
        3,
        0,
        Optional.empty(),
        Tokens.ZERO);
  }

  private static ContractView view(Contract contract) {
    return new ContractView(
        contract, Optional.of(Json.object().put("title", "logo").build()), false, List.of(), false);
  }

  @Override
  public Optional<ContractView> contract(Hash id) {
    return Optional.ofNullable(contracts.get(id)).map(FakeAgreements::view);
  }

  @Override
  public Page<ContractView> contracts(Deals.Wanted asked, Page.Part part) {
    wanted = asked;
    return new Page<>(
        contracts.values().stream().map(FakeAgreements::view).toList(), Optional.empty());
  }
}
