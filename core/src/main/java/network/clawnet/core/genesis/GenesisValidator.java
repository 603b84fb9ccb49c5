package network.clawnet.core.genesis;

import network.clawnet.core.crypto.PublicKey;
import network.clawnet.core.identity.Did;
import network.clawnet.core.units.Tokens;

/**
 * A validator of the first epochs.
 *
 * @param consensusKey key that signs its votes
 * @param controller account that owns the stake and earns its share of the fees
 * @param stake Tokens locked in the controller's account, at least 1: the voting weight
 */
public record GenesisValidator(PublicKey consensusKey, Did controller, Tokens stake) {
  public GenesisValidator {
    if (stake.isZero()) {
      throw new IllegalArgumentException("a validator needs a stake of at least 1");
    }
  }
}
