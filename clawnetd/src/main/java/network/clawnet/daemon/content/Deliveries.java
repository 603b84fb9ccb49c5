package network.clawnet.daemon.content;

import java.util.Optional;
import network.clawnet.core.crypto.Hash;
import network.clawnet.core.identity.Did;
import network.clawnet.core.message.Route;

/** What the ledger says of the contents of deals. Any thread. */
interface Deliveries {
  /** Whether a content was delivered. */
  enum Answer {
    YES,
    /** The deal goes on. */
    NOT_YET,
    NEVER
  }

  /** Returns whether, by the ledger, one party has delivered a content to the other. */
  Answer ask(Hash deal, Route route, Hash content);

  /** Returns to whom content is delivered in a deal. */
  Optional<Did> receiver(Hash deal);
}
