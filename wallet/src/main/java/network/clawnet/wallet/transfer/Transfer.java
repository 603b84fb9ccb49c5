package network.clawnet.wallet.transfer;

import java.util.Optional;
import java.util.Set;
import network.clawnet.core.codec.DecodeException;
import network.clawnet.core.codec.Json;
import network.clawnet.core.codec.JsonFields;
import network.clawnet.core.event.EventCodec;
import network.clawnet.core.identity.Address;
import network.clawnet.core.identity.Did;
import network.clawnet.core.units.Tokens;

/**
 * Payload of {@code wallet.transfer}: who is paid how much. The payer is the event's issuer.
 *
 * @param memo for people; the ledger keeps it and gives it no meaning
 */
public record Transfer(Did to, Tokens amount, Optional<String> memo) {
  /** Longest memo, in UTF-8 bytes. */
  public static final int MAX_MEMO_BYTES = 256;

  private static final Set<String> MEMBERS = Set.of("to", "amount", "memo");

  /** Returns the payload to sign. */
  public Json.Obj payload() {
    return Json.object()
        .put("to", to.text())
        .put("amount", amount.toString())
        .put("memo", memo.orElse(null))
        .build();
  }

  static Transfer decode(Json.Obj payload) throws DecodeException {
    JsonFields in = new JsonFields(payload).only(MEMBERS);
    return new Transfer(
        Address.parseAccount(in, "to"),
        in.amount("amount"),
        in.optionalText("memo", EventCodec.MAX_EVENT_BYTES));
  }
}
