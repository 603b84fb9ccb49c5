package network.clawnet.daemon.app.validator;

import java.util.List;
import java.util.Optional;
import network.clawnet.core.crypto.PublicKey;
import network.clawnet.core.identity.Did;
import network.clawnet.core.units.Tokens;

/** Who decides on this network. Callable from any thread. */
public interface Validators {
  /**
   * A moment's view.
   *
   * @param epoch in which the next block is made
   * @param members of its set, by weight, then those that the next epoch adds
   */
  record Snapshot(long epoch, List<Member> members) {
    public Snapshot {
      members = List.copyOf(members);
    }
  }

  /**
   * A validator.
   *
   * @param controller account that owns the stake; empty once there is none
   * @param weight in votes of this epoch; 0 if it is only in the next set
   * @param nextWeight in votes of the next epoch; 0 if it leaves
   * @param connected whether this node speaks with it, or is it
   */
  record Member(
      PublicKey key,
      Optional<Did> controller,
      Tokens stake,
      long weight,
      long nextWeight,
      boolean connected,
      boolean self) {}

  Snapshot snapshot();
}
