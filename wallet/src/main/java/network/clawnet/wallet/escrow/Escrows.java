package network.clawnet.wallet.escrow;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import network.clawnet.core.codec.DecodeException;
import network.clawnet.core.event.Changes;
import network.clawnet.core.state.StateKey;
import network.clawnet.core.state.StateView;

/** Escrows in the replicated state, by id. Pure. */
public final class Escrows {
  /** Module of the escrows; the key is the id in ASCII. */
  public static final byte MODULE = 6;

  private Escrows() {}

  /** Returns the escrow of this id, of any state. */
  public static Optional<Escrow> get(StateView view, String id) {
    if (id.isEmpty() || id.length() > EscrowIds.MAX_CHARS) {
      return Optional.empty();
    }
    byte[] value = view.get(key(id));
    if (value == null) {
      return Optional.empty();
    }
    try {
      return Optional.of(EscrowRecord.decode(id, value));
    } catch (DecodeException e) {
      throw new IllegalStateException("corrupt escrow " + id, e);
    }
  }

  /** Returns where the escrow lies, for proofs; {@code id} is one that {@link #get} knows. */
  public static StateKey key(String id) {
    return new StateKey(MODULE, id.getBytes(StandardCharsets.UTF_8));
  }

  static void put(Changes changes, Escrow escrow) {
    changes.put(key(escrow.id()), EscrowRecord.encode(escrow));
  }
}
