package network.clawnet.daemon;

import java.util.ArrayList;
import java.util.List;
import network.clawnet.core.account.FeeSchedule;
import network.clawnet.core.crypto.Ed25519;
import network.clawnet.core.directory.DirectoryModule;
import network.clawnet.core.event.DueRules;
import network.clawnet.core.event.RuleBook;
import network.clawnet.core.event.Rules;
import network.clawnet.core.genesis.Genesis;
import network.clawnet.core.genesis.GenesisParams;
import network.clawnet.core.stake.event.StakeModule;
import network.clawnet.core.units.Tokens;
import network.clawnet.market.MarketModule;
import network.clawnet.market.kernel.MarketParams;
import network.clawnet.wallet.WalletModule;

/** The rules of all modules with the parameters of one network: what its ledger obeys. */
final class ChainRules {
  private ChainRules() {}

  static RuleBook of(Genesis genesis) {
    MarketParams market = MarketParams.of(genesis.params().market());
    List<Rules<?>> rules = new ArrayList<>(WalletModule.rules(fees(genesis)));
    rules.addAll(DirectoryModule.rules());
    rules.addAll(StakeModule.rules(genesis, Ed25519::verify));
    rules.addAll(MarketModule.rules(market));
    List<DueRules> dueRules = new ArrayList<>(WalletModule.dueRules());
    dueRules.addAll(StakeModule.dueRules(genesis));
    dueRules.addAll(MarketModule.dueRules(market));
    return new RuleBook(rules, dueRules);
  }

  private static FeeSchedule fees(Genesis genesis) {
    GenesisParams.Fees fees = genesis.params().fees();
    return new FeeSchedule(
        new Tokens(fees.transferMin()),
        (int) fees.escrowBasisPoints(),
        new Tokens(fees.escrowMin()));
  }
}
