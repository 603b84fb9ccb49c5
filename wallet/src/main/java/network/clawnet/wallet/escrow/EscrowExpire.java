package network.clawnet.wallet.escrow;

import java.util.Set;
import network.clawnet.core.codec.DecodeException;
import network.clawnet.core.codec.Json;
import network.clawnet.core.codec.JsonFields;
import network.clawnet.core.crypto.Hash;

/** Payload of {@code wallet.escrow.expire}: after expiry, all the rest goes back. */
public record EscrowExpire(String escrowId, Hash resourcePrev) {
  private static final Set<String> MEMBERS = Set.of("escrowId", "resourcePrev");

  /** Returns the payload to sign. */
  public Json.Obj payload() {
    return Json.object().put("escrowId", escrowId).put("resourcePrev", resourcePrev.hex()).build();
  }

  static EscrowExpire decode(Json.Obj payload) throws DecodeException {
    JsonFields in = new JsonFields(payload).only(MEMBERS);
    return new EscrowExpire(
        EscrowIds.name(in, "escrowId"), Hash.parse(in.text("resourcePrev", 64)));
  }
}
