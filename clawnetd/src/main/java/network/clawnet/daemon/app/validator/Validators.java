package network.clawnet.daemon.app.validator;

import java.util.List;
import java.util.OptionalLong;
import network.clawnet.core.crypto.PublicKey;
import network.clawnet.core.identity.Did;
import network.clawnet.core.stake.event.ValidatorRegister;
import network.clawnet.core.units.Tokens;

/** Who validates, as of the last final block. Callable from any thread. */
public interface Validators {
  /** Where a key stands between the sets. */
  enum Status {
    /** In the set of this epoch and of the next. */
    ACTIVE,
    /** In the set of the next epoch only. */
    JOINING,
    /** In the set of this epoch only. */
    LEAVING,
    /** Has the least bond and no seat: it says ready, or waits for its turn. */
    WAITING,
    /** Has less than the least bond. */
    IDLE,
    /** Missed all its turns of an epoch and has no seat: it waits for its controller. */
    JAILED,
    /** Has contradicted itself. */
    TOMBSTONED
  }

  /**
   * Stake on its way back.
   *
   * @param maturesAt epoch milliseconds; empty while a set still counts it
   */
  record Unbonding(Tokens amount, OptionalLong maturesAt) {}

  /**
   * One consensus key.
   *
   * @param weight in the set of this epoch; 0 for none
   * @param nextWeight in that of the next
   * @param ready whether it said ready in this epoch
   * @param connected whether this node is it or speaks with it
   */
  record Member(
      PublicKey key,
      Did controller,
      Tokens bond,
      long weight,
      long nextWeight,
      Status status,
      boolean ready,
      boolean connected,
      List<Unbonding> unbonding) {
    public Member {
      unbonding = List.copyOf(unbonding);
    }
  }

  /**
   * All keys with a seat or something at stake, and this node's own if it is registered; the
   * heaviest first.
   *
   * @param startedAt time of the block before the epoch's first, epoch milliseconds
   * @param endsAt earliest time of its last block
   */
  record Overview(long epoch, long startedAt, long endsAt, long minStake, List<Member> members) {
    public Overview {
      members = List.copyOf(members);
    }
  }

  /**
   * Returns the sets and the bonds.
   *
   * @throws Unproven on a light node only: nobody proves them in time
   */
  Overview overview() throws Unproven;

  /** The answer could not be proved; the message is a sentence for the caller. */
  final class Unproven extends Exception {
    public Unproven(String message) {
      super(message, null, false, false);
    }
  }

  /** Returns this node's own consensus key. */
  PublicKey own();

  /** Returns what registers this node's own key: it proves itself that the node holds it. */
  ValidatorRegister registration(Did controller);
}
