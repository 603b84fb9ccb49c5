package network.clawnet.daemon.submit;

import java.util.List;
import network.clawnet.core.crypto.Hash;
import network.clawnet.core.ledger.PreparedEvent;
import network.clawnet.core.port.Store;
import network.clawnet.daemon.app.Caller;
import network.clawnet.daemon.app.Intent;
import network.clawnet.daemon.app.Refused;

/**
 * Decides whether an account, or a credential, may spend, and keeps the record of every signature.
 * Called on the submission thread alone.
 */
public interface SpendingGuard {
  /**
   * Counts the intent's amount against every limit that applies.
   *
   * @throws Refused with {@code LIMIT_EXCEEDED} or {@code FORBIDDEN}; nothing is counted then
   */
  Claim claim(Intent intent, Caller caller) throws Refused;

  /** An amount that is counted. */
  interface Claim {
    /** Takes it back, because the event was refused. */
    void undo();

    /** Appends what makes the count and the audit entry durable. */
    void record(PreparedEvent event, List<Store.Write> batch);
  }

  /** The event has reached the end of its way; for the audit log. */
  default void outcome(Hash event, String outcome) {}
}
