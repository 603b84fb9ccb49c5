package network.clawnet.wallet.escrow;

import java.util.Set;
import network.clawnet.core.codec.DecodeException;
import network.clawnet.core.codec.Json;
import network.clawnet.core.codec.JsonFields;
import network.clawnet.core.crypto.Hash;
import network.clawnet.core.units.Tokens;

/** Payload of {@code wallet.escrow.fund}: the depositor puts more in. */
public record EscrowFund(String escrowId, Tokens amount, Hash resourcePrev) {
  private static final Set<String> MEMBERS = Set.of("escrowId", "amount", "resourcePrev");

  /** Returns the payload to sign. */
  public Json.Obj payload() {
    return Json.object()
        .put("escrowId", escrowId)
        .put("amount", amount.toString())
        .put("resourcePrev", resourcePrev.hex())
        .build();
  }

  static EscrowFund decode(Json.Obj payload) throws DecodeException {
    JsonFields in = new JsonFields(payload).only(MEMBERS);
    return new EscrowFund(
        EscrowIds.name(in, "escrowId"),
        in.amount("amount"),
        Hash.parse(in.text("resourcePrev", 64)));
  }
}
