package network.clawnet.core.directory;

import java.util.Set;
import network.clawnet.core.codec.DecodeException;
import network.clawnet.core.codec.Json;
import network.clawnet.core.codec.JsonFields;
import network.clawnet.core.crypto.Hash;

/**
 * Payload of {@code identity.capability.revoke}.
 *
 * @param id of the capability: the hash of the event that registered it
 */
public record CapabilityRevoke(Hash id) {
  private static final Set<String> MEMBERS = Set.of("id");

  /** Returns the payload to sign. */
  public Json.Obj payload() {
    return Json.object().put("id", id.hex()).build();
  }

  static CapabilityRevoke decode(Json.Obj payload) throws DecodeException {
    return new CapabilityRevoke(Hash.parse(new JsonFields(payload).only(MEMBERS).text("id", 64)));
  }
}
