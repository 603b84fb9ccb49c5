package network.clawnet.core.stake;

import java.util.ArrayList;
import java.util.List;
import network.clawnet.core.codec.ByteReader;
import network.clawnet.core.codec.ByteWriter;
import network.clawnet.core.codec.DecodeException;
import network.clawnet.core.crypto.PublicKey;
import network.clawnet.core.event.Changes;
import network.clawnet.core.identity.Did;
import network.clawnet.core.state.StateKey;
import network.clawnet.core.state.StateView;
import network.clawnet.core.units.Tokens;
import org.jspecify.annotations.Nullable;

/**
 * The bonds in the state, and the roster of the keys that have something at stake. Source:
 * docs/protocol/events.md, section 8.4.
 */
public final class Bonds {
  static final byte MODULE = 8;

  private static final byte BOND = 1;
  private static final int VERSION = 1;

  private Bonds() {}

  /** Returns the bond of a consensus key, or null where nobody registered it. */
  public static @Nullable Bond get(StateView view, PublicKey consensusKey) {
    byte[] value = view.get(key(consensusKey));
    if (value == null) {
      return null;
    }
    try {
      return decode(value);
    } catch (DecodeException | IllegalArgumentException e) {
      throw new IllegalStateException("corrupt bond", e);
    }
  }

  /**
   * Returns the bond of a key that is known to be registered.
   *
   * @throws IllegalStateException if it is not
   */
  public static Bond require(StateView view, PublicKey consensusKey) {
    Bond bond = get(view, consensusKey);
    if (bond == null) {
      throw new IllegalStateException("no bond of " + consensusKey);
    }
    return bond;
  }

  /** Writes a bond and keeps the roster. */
  public static void put(Changes changes, PublicKey consensusKey, Bond bond) {
    changes.put(key(consensusKey), encode(bond));
    Roster roster = Roster.get(changes);
    boolean held = !bond.atStake().isZero();
    if (held != roster.contains(consensusKey)) {
      (held ? roster.with(consensusKey) : roster.without(consensusKey)).put(changes);
    }
  }

  private static byte[] encode(Bond bond) {
    Bond.Standing standing = bond.standing();
    ByteWriter out =
        new ByteWriter(64 + bond.unbonding().size() * 32)
            .u8(VERSION)
            .raw(bond.controller().key().bytes())
            .u64(bond.amount().value())
            .u8(standing.conduct().code())
            .u64(standing.readyFor())
            .u64(standing.waitingSince())
            .u8(bond.unbonding().size());
    for (Unbonding entry : bond.unbonding()) {
      out.u64(entry.amount().value())
          .u64(entry.askedIn())
          .u64(entry.leftIn())
          .u64(entry.maturesAt());
    }
    return out.toBytes();
  }

  private static Bond decode(byte[] value) throws DecodeException {
    ByteReader in = new ByteReader(value);
    if (in.u8() != VERSION) {
      throw new DecodeException("unknown version of a bond");
    }
    Did controller = new Did(PublicKey.of(in.raw(PublicKey.BYTES)));
    Tokens amount = new Tokens(in.u64());
    Conduct conduct = Conduct.of(in.u8());
    Bond.Standing standing = new Bond.Standing(in.u64(), in.u64(), conduct);
    int count = in.u8();
    List<Unbonding> unbonding = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      unbonding.add(new Unbonding(new Tokens(in.u64()), in.u64(), in.u64(), in.u64()));
    }
    in.end();
    return new Bond(controller, amount, standing, unbonding);
  }

  private static StateKey key(PublicKey consensusKey) {
    return new StateKey(MODULE, new ByteWriter(33).u8(BOND).raw(consensusKey.bytes()).toBytes());
  }
}
