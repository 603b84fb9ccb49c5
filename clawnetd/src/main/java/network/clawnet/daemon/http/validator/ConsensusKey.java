package network.clawnet.daemon.http.validator;

import network.clawnet.core.codec.DecodeException;
import network.clawnet.core.crypto.PublicKey;
import network.clawnet.core.identity.Did;
import network.clawnet.daemon.app.validator.Validators;
import network.clawnet.daemon.http.Body;

/** The consensus key that a body names; this node's own where it names none. */
final class ConsensusKey {
  private static final int MAX_CHARS = 64;

  private ConsensusKey() {}

  static PublicKey of(Body body, Validators validators) throws DecodeException {
    if (!body.has("validator")) {
      return validators.own();
    }
    try {
      return Did.parseMultibase(body.text("validator", MAX_CHARS));
    } catch (DecodeException e) {
      throw new DecodeException("\"validator\": " + e.getMessage());
    }
  }
}
