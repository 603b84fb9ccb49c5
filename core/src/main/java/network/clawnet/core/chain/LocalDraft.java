package network.clawnet.core.chain;

import java.util.OptionalLong;
import network.clawnet.core.event.EventFault;
import network.clawnet.core.identity.Did;
import network.clawnet.core.ledger.PreparedEvent;

/** An event of this node's own that still lacks its nonce and its signature. */
public interface LocalDraft {
  Did issuer();

  /** Returns the nonce that the caller insists on; empty for the next one. */
  OptionalLong nonce();

  /**
   * Makes the event. Called on the ledger thread, at most once: must not block.
   *
   * @throws EventFault if the payload or a consent is not valid
   */
  PreparedEvent make(long nonce) throws EventFault;
}
