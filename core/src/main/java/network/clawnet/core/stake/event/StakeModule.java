package network.clawnet.core.stake.event;

import java.util.List;
import network.clawnet.core.consensus.vote.SignatureCheck;
import network.clawnet.core.crypto.Hash;
import network.clawnet.core.event.DueRules;
import network.clawnet.core.event.Rules;
import network.clawnet.core.genesis.Genesis;
import network.clawnet.core.genesis.StakeParams;
import network.clawnet.core.stake.UnbondingDue;
import network.clawnet.core.units.Tokens;

/** What validators add to a chain's rule book. */
public final class StakeModule {
  private StakeModule() {}

  /**
   * Returns the rules of every event about validators.
   *
   * @param signatures verifies what consensus keys sign
   */
  public static List<Rules<?>> rules(Genesis genesis, SignatureCheck signatures) {
    Hash chainId = genesis.chainId();
    StakeParams params = genesis.params().stake();
    Tokens fee = new Tokens(genesis.params().fees().transferMin());
    return List.of(
        new Stakes(params, fee),
        new Unstakes(),
        new ValidatorRegisters(chainId, fee, signatures),
        new ValidatorReadies(),
        new ValidatorUnjails(),
        new EvidenceReports(chainId, params, signatures));
  }

  public static List<DueRules> dueRules(Genesis genesis) {
    return List.of(new UnbondingDue(genesis.params()));
  }
}
