package network.clawnet.core.directory;

import java.util.Set;
import network.clawnet.core.codec.CanonicalJson;
import network.clawnet.core.codec.DecodeException;
import network.clawnet.core.codec.Json;
import network.clawnet.core.codec.JsonFields;

/**
 * Payload of {@code identity.capability.register}.
 *
 * @param credential as it was issued, with its proof; see {@link Credential}
 */
public record CapabilityRegister(Json.Obj credential) {
  private static final Set<String> MEMBERS = Set.of("credential");

  /** Returns the payload to sign. */
  public Json.Obj payload() {
    return Json.object().put("credential", credential).build();
  }

  static CapabilityRegister decode(Json.Obj payload) throws DecodeException {
    Json.Obj credential = new JsonFields(payload).only(MEMBERS).object("credential");
    try {
      CanonicalJson.encode(credential);
      return new CapabilityRegister(credential);
    } catch (IllegalArgumentException e) {
      throw new DecodeException("numbers in a credential are integers of at most 2^53 - 1");
    }
  }
}
