package network.clawnet.acceptance;

import java.util.List;
import network.clawnet.core.codec.Json;
import network.clawnet.core.testing.TestActor;

/** A way in which events reach the node: signed by the node itself, or elsewhere. */
interface EscrowActs {
  /** Returns the DID behind an actor's name on this way. */
  String did(TestActor who);

  /** Returns whether this way can carry consents to an event of the type. */
  boolean carriesConsents(String type);

  /** Submits an event and waits until it is final or refused. */
  Reply act(String type, Json.Obj payload, TestActor issuer, List<TestActor> cosigners);
}
