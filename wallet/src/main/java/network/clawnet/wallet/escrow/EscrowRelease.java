package network.clawnet.wallet.escrow;

import java.util.Set;
import network.clawnet.core.codec.DecodeException;
import network.clawnet.core.codec.Json;
import network.clawnet.core.codec.JsonFields;
import network.clawnet.core.crypto.Hash;
import network.clawnet.core.units.Tokens;

/** Payload of {@code wallet.escrow.release}: money goes to the beneficiary. */
public record EscrowRelease(String escrowId, Tokens amount, String ruleId, Hash resourcePrev) {
  private static final Set<String> MEMBERS = Set.of("escrowId", "amount", "ruleId", "resourcePrev");

  /** Returns the payload to sign. */
  public Json.Obj payload() {
    return Json.object()
        .put("escrowId", escrowId)
        .put("amount", amount.toString())
        .put("ruleId", ruleId)
        .put("resourcePrev", resourcePrev.hex())
        .build();
  }

  static EscrowRelease decode(Json.Obj payload) throws DecodeException {
    JsonFields in = new JsonFields(payload).only(MEMBERS);
    return new EscrowRelease(
        EscrowIds.name(in, "escrowId"),
        in.amount("amount"),
        EscrowIds.name(in, "ruleId"),
        Hash.parse(in.text("resourcePrev", 64)));
  }
}
