package network.clawnet.daemon.validator;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import network.clawnet.core.consensus.channel.ValidatorChannels;
import network.clawnet.core.consensus.set.Validator;
import network.clawnet.core.consensus.set.ValidatorSet;
import network.clawnet.core.crypto.PublicKey;
import network.clawnet.core.stake.Bonds;
import network.clawnet.core.stake.EpochRecord;
import network.clawnet.core.state.StateView;
import network.clawnet.core.units.Tokens;
import network.clawnet.daemon.app.validator.Validators;

/** The validators as the state and the channels show them. Any thread. */
public record ValidatorView(StateView state, ValidatorChannels channels, PublicKey own)
    implements Validators {
  @Override
  public Snapshot snapshot() {
    EpochRecord epoch = EpochRecord.get(state);
    Set<PublicKey> connected = channels.connected();
    Set<PublicKey> listed = new TreeSet<>();
    List<Member> members = new ArrayList<>();
    for (ValidatorSet set : List.of(epoch.current(), epoch.next())) {
      for (Validator validator : set.validators()) {
        if (listed.add(validator.key())) {
          members.add(member(validator.key(), epoch, connected));
        }
      }
    }
    return new Snapshot(epoch.epoch(), members);
  }

  private Member member(PublicKey key, EpochRecord epoch, Set<PublicKey> connected) {
    Bonds.Bond bond = Bonds.get(state, key);
    boolean self = key.equals(own);
    return new Member(
        key,
        Optional.ofNullable(bond).map(Bonds.Bond::controller),
        bond == null ? Tokens.ZERO : bond.amount(),
        weight(epoch.current(), key),
        weight(epoch.next(), key),
        self || connected.contains(key),
        self);
  }

  private static long weight(ValidatorSet set, PublicKey key) {
    int index = set.indexOf(key);
    return index < 0 ? 0 : set.weight(index);
  }
}
