package network.clawnet.core.stake;

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

/** The stake behind each consensus key. The Tokens lie in the controller's locked part. */
public final class Bonds {
  static final byte MODULE = 8;

  private static final byte BOND = 1;

  private Bonds() {}

  /**
   * Stake of one validator.
   *
   * @param controller account that owns the stake and earns its share of the fees
   */
  public record Bond(Did controller, Tokens amount) {}

  /** Returns the bond of a consensus key, or null where it has none. */
  public static @Nullable Bond get(StateView view, PublicKey consensusKey) {
    byte[] value = view.get(key(consensusKey));
    if (value == null) {
      return null;
    }
    try {
      ByteReader in = new ByteReader(value);
      Bond bond = new Bond(new Did(PublicKey.of(in.raw(PublicKey.BYTES))), new Tokens(in.u64()));
      in.end();
      return bond;
    } catch (DecodeException | IllegalArgumentException e) {
      throw new IllegalStateException("corrupt bond", e);
    }
  }

  public static void put(Changes changes, PublicKey consensusKey, Bond bond) {
    changes.put(
        key(consensusKey),
        new ByteWriter(40)
            .raw(bond.controller().key().bytes())
            .u64(bond.amount().value())
            .toBytes());
  }

  private static StateKey key(PublicKey consensusKey) {
    return new StateKey(MODULE, new ByteWriter(33).u8(BOND).raw(consensusKey.bytes()).toBytes());
  }
}
