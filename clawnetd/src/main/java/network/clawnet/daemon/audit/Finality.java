package network.clawnet.daemon.audit;

import java.io.IOException;
import network.clawnet.core.crypto.Hash;

/** What the ledger knows of an event. Any thread. */
@FunctionalInterface
public interface Finality {
  boolean isFinal(Hash event) throws IOException;
}
