package network.clawnet.core.ledger;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import network.clawnet.core.account.Accounts;
import network.clawnet.core.account.Treasury;
import network.clawnet.core.block.BodyDigest;
import network.clawnet.core.block.Header;
import network.clawnet.core.block.MerkleRoot;
import network.clawnet.core.block.Outcome;
import network.clawnet.core.block.Slot;
import network.clawnet.core.consensus.set.Validator;
import network.clawnet.core.consensus.set.ValidatorSet;
import network.clawnet.core.crypto.Hash;
import network.clawnet.core.event.Changes;
import network.clawnet.core.genesis.Genesis;
import network.clawnet.core.genesis.GenesisValidator;
import network.clawnet.core.identity.Did;
import network.clawnet.core.stake.Bond;
import network.clawnet.core.stake.Bonds;
import network.clawnet.core.stake.EpochRecord;
import network.clawnet.core.state.Change;
import network.clawnet.core.units.Tokens;

/** Block 0 and its state, derived from the genesis document. */
public final class GenesisState {
  private GenesisState() {}

  /** Returns the state of block 0 as changes of the empty state, sorted by key. */
  public static Collection<Change> changes(Genesis genesis) {
    Changes changes = new Changes(key -> null);
    for (Map.Entry<Did, Tokens> balance : genesis.allocation().balances().entrySet()) {
      Accounts.credit(changes, balance.getKey(), balance.getValue());
    }
    for (GenesisValidator validator : genesis.validators()) {
      Accounts.credit(changes, validator.controller(), validator.stake());
      Accounts.lock(changes, validator.controller(), validator.stake());
      Bonds.put(
          changes,
          validator.consensusKey(),
          Bond.of(validator.controller()).withAmount(validator.stake()));
    }
    new Treasury(genesis.allocation().treasury(), Tokens.ZERO).put(changes);
    ValidatorSet set = validators(genesis);
    new EpochRecord(0, genesis.time(), set, set).put(changes);
    return changes.changes().values();
  }

  /** Returns the header of block 0; it has no certificate. */
  public static Header header(Genesis genesis, Hash stateRoot) {
    ValidatorSet set = validators(genesis);
    return new Header(
        genesis.chainId(),
        new Slot(0, 0, 0, 0),
        Hash.ZERO,
        genesis.time(),
        set.hash(),
        BodyDigest.of(List.of()),
        new Outcome(false, MerkleRoot.of(List.of()), stateRoot, set.hash()));
  }

  /** Returns the set that runs the first two epochs. */
  public static ValidatorSet validators(Genesis genesis) {
    List<Validator> out = new ArrayList<>();
    for (GenesisValidator validator : genesis.validators()) {
      out.add(new Validator(validator.consensusKey(), validator.stake().value()));
    }
    return ValidatorSet.of(out);
  }
}
