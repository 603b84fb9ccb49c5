package network.clawnet.daemon.light;

import java.util.List;
import java.util.Set;
import network.clawnet.core.crypto.PublicKey;
import network.clawnet.core.crypto.SigningKey;
import network.clawnet.core.genesis.Genesis;
import network.clawnet.core.identity.Did;
import network.clawnet.core.stake.event.ValidatorRegister;
import network.clawnet.core.state.StateView;
import network.clawnet.daemon.app.Refused;
import network.clawnet.daemon.app.validator.Validators;
import network.clawnet.daemon.query.ValidatorSets;

/** Who validates, proved. Any thread. */
final class LightValidators implements Validators {
  private final ProvenReads reads;
  private final Genesis genesis;
  private final SigningKey key;

  LightValidators(ProvenReads reads, Genesis genesis, SigningKey key) {
    this.reads = reads;
    this.genesis = genesis;
    this.key = key;
  }

  private ValidatorSets over(StateView state) {
    return new ValidatorSets(state, genesis, key, Set::of);
  }

  @Override
  public Overview overview() throws Unproven {
    try {
      return reads.read(List.of(), state -> over(state).overview()).value();
    } catch (Refused e) {
      throw new Unproven(e.message());
    }
  }

  @Override
  public PublicKey own() {
    return key.publicKey();
  }

  @Override
  public ValidatorRegister registration(Did controller) {
    return over(state -> null).registration(controller);
  }
}
