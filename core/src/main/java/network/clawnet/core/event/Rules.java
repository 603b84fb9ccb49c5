package network.clawnet.core.event;

import network.clawnet.core.codec.DecodeException;
import network.clawnet.core.codec.Json;
import network.clawnet.core.state.StateView;
import network.clawnet.core.units.Tokens;

/**
 * The rules of one event type: pure, deterministic, no clock but the block's.
 *
 * <p>The envelope's own rules (nonce, window, fee) have passed before {@link #check}, and have been
 * applied (nonce taken, fee charged) before {@link #apply}. Source: docs/protocol/events.md.
 *
 * @param <E> the decoded payload
 */
public interface Rules<E> {
  /** Returns the event type, for example {@code wallet.transfer}. */
  String type();

  FeeClass feeClass();

  /** Returns the version of the rules with which the type begins. */
  default int since() {
    return 1;
  }

  /** Returns the fixed cost of executing one such event, in microseconds of one core. */
  int executionUnits();

  /**
   * Returns whether leaders put such events before all others, and pools take them beyond their
   * limits. Each one must cost whoever makes it a state that nobody can return to.
   */
  default boolean isUrgent() {
    return false;
  }

  /**
   * Reads a payload. Total: any other fault is a bug.
   *
   * @throws DecodeException naming the member that is wrong
   */
  E decode(Json.Obj payload) throws DecodeException;

  /** Returns the least fee that this event must offer; zero outside {@link FeeClass#PAID}. */
  Tokens minimumFee(E event);

  /**
   * Decides whether the event may be applied now. Writes nothing. A rule that takes money checks
   * that {@code amount + context.fee()} is available.
   */
  Verdict check(E event, EventContext context, StateView view);

  /** Applies an event that {@link #check} has accepted on the same state. */
  void apply(E event, EventContext context, Changes changes);
}
