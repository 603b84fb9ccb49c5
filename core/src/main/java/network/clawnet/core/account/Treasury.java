package network.clawnet.core.account;

import network.clawnet.core.codec.ByteReader;
import network.clawnet.core.codec.ByteWriter;
import network.clawnet.core.codec.DecodeException;
import network.clawnet.core.event.Changes;
import network.clawnet.core.state.StateKey;
import network.clawnet.core.state.StateView;
import network.clawnet.core.units.Tokens;

/**
 * The pot into which all fees go, and the fees of the running epoch.
 *
 * @param balance Tokens held, the epoch's fees included
 * @param epochFees Tokens gathered since the epoch began; half of them goes to its validators
 */
public record Treasury(Tokens balance, Tokens epochFees) {
  private static final StateKey KEY = new StateKey(LedgerModules.TREASURY, new byte[] {0});

  public static Treasury get(StateView view) {
    byte[] value = view.get(KEY);
    if (value == null) {
      return new Treasury(Tokens.ZERO, Tokens.ZERO);
    }
    try {
      ByteReader in = new ByteReader(value);
      Treasury treasury = new Treasury(new Tokens(in.u64()), new Tokens(in.u64()));
      in.end();
      return treasury;
    } catch (DecodeException | IllegalArgumentException e) {
      throw new IllegalStateException("corrupt treasury", e);
    }
  }

  /** Writes the treasury. */
  public void put(Changes changes) {
    changes.put(KEY, new ByteWriter(16).u64(balance.value()).u64(epochFees.value()).toBytes());
  }

  /** Returns the treasury after a block's fees, credited once per block. */
  public Treasury collect(Tokens fees) {
    return new Treasury(balance.plus(fees), epochFees.plus(fees));
  }
}
