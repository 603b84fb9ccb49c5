package network.clawnet.core.stake.event;

import java.util.Set;
import network.clawnet.core.codec.DecodeException;
import network.clawnet.core.codec.Json;
import network.clawnet.core.codec.JsonFields;
import network.clawnet.core.crypto.PublicKey;

/**
 * Payload of {@code validator.unjail}.
 *
 * @param validator consensus key
 */
public record ValidatorUnjail(PublicKey validator) {
  private static final Set<String> MEMBERS = Set.of("validator");

  /** Returns the payload to sign. */
  public Json.Obj payload() {
    return Json.object().put("validator", KeyText.write(validator)).build();
  }

  static ValidatorUnjail decode(Json.Obj payload) throws DecodeException {
    return new ValidatorUnjail(KeyText.read(new JsonFields(payload).only(MEMBERS)));
  }
}
