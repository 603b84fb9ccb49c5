package network.clawnet.wallet.escrow;

import java.util.Set;
import network.clawnet.core.codec.DecodeException;
import network.clawnet.core.codec.Json;
import network.clawnet.core.codec.JsonFields;
import network.clawnet.core.crypto.Hash;
import network.clawnet.core.units.Tokens;

/** Payload of {@code wallet.escrow.refund}: money goes back to the depositor. */
public record EscrowRefund(String escrowId, Tokens amount, String reason, Hash resourcePrev) {
  /** Longest reason, in characters. */
  public static final int MAX_REASON_CHARS = 256;

  private static final Set<String> MEMBERS = Set.of("escrowId", "amount", "reason", "resourcePrev");

  /** Returns the payload to sign. */
  public Json.Obj payload() {
    return Json.object()
        .put("escrowId", escrowId)
        .put("amount", amount.toString())
        .put("reason", reason)
        .put("resourcePrev", resourcePrev.hex())
        .build();
  }

  static EscrowRefund decode(Json.Obj payload) throws DecodeException {
    JsonFields in = new JsonFields(payload).only(MEMBERS);
    return new EscrowRefund(
        EscrowIds.name(in, "escrowId"),
        in.amount("amount"),
        in.text("reason", MAX_REASON_CHARS),
        Hash.parse(in.text("resourcePrev", 64)));
  }
}
