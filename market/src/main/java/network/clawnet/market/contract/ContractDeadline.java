package network.clawnet.market.contract;

import network.clawnet.core.crypto.Hash;
import network.clawnet.core.event.BlockContext;
import network.clawnet.core.event.Changes;
import network.clawnet.core.event.DueEntry;
import network.clawnet.core.event.DueRules;
import network.clawnet.market.kernel.MarketModules;
import network.clawnet.market.kernel.MarketParams;

/** Ends in silence what is overdue in a contract. Source: docs/protocol/contract.md, section 6. */
public final class ContractDeadline implements DueRules {
  private final int dueClass;
  private final Endings endings;

  private ContractDeadline(int dueClass, MarketParams params) {
    this.dueClass = dueClass;
    this.endings = new Endings(params);
  }

  /** Returns the rule for deadlines that give money back. */
  public static ContractDeadline ofRefunds(MarketParams params) {
    return new ContractDeadline(MarketModules.DUE_CONTRACT_REFUND, params);
  }

  /** Returns the rule for all others. */
  public static ContractDeadline ofOthers(MarketParams params) {
    return new ContractDeadline(MarketModules.DUE_CONTRACT_PAY, params);
  }

  @Override
  public int dueClass() {
    return dueClass;
  }

  @Override
  public void onDue(DueEntry entry, BlockContext block, Changes changes) {
    if (entry.id().length == Hash.BYTES) {
      Contracts.get(changes, Hash.of(entry.id()))
          .filter(contract -> contract.isOverdueAt(block.time()))
          .ifPresent(
              contract ->
                  endings.silence(
                      contract, new Endings.Moment(block, contract.lastEvent()), changes));
    }
  }
}
