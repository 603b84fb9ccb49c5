package network.clawnet.market.contract;

import network.clawnet.core.event.DueRules;
import network.clawnet.market.kernel.Deadline;
import network.clawnet.market.kernel.MarketModules;
import network.clawnet.market.kernel.MarketParams;

/** Ends in silence what is overdue in a contract. Source: docs/protocol/contract.md, section 6. */
public final class ContractDeadline {
  private ContractDeadline() {}

  /** Returns the rule for deadlines that give money back. */
  public static DueRules ofRefunds(MarketParams params) {
    return of(MarketModules.DUE_CONTRACT_REFUND, params);
  }

  /** Returns the rule for all others. */
  public static DueRules ofOthers(MarketParams params) {
    return of(MarketModules.DUE_CONTRACT_PAY, params);
  }

  private static DueRules of(int dueClass, MarketParams params) {
    Endings endings = new Endings(params);
    return new Deadline<>(
        dueClass,
        Contracts::get,
        (contract, block, changes) ->
            endings.silence(contract, new Endings.Moment(block, contract.lastEvent()), changes));
  }
}
