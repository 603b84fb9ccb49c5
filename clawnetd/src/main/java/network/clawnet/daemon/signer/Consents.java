package network.clawnet.daemon.signer;

import java.io.IOException;
import network.clawnet.daemon.app.Caller;
import network.clawnet.daemon.app.Intent;
import network.clawnet.daemon.app.Refused;

/** Decides whether an account may consent to another party's event, and records that it did. */
@FunctionalInterface
public interface Consents {
  /** Returns when the record is durable; only then the signature may leave. Any thread. */
  void allow(Intent intent, Caller caller) throws Refused, IOException;
}
