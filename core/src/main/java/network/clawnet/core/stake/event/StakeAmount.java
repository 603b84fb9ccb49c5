package network.clawnet.core.stake.event;

import java.util.Set;
import network.clawnet.core.codec.DecodeException;
import network.clawnet.core.codec.Json;
import network.clawnet.core.codec.JsonFields;
import network.clawnet.core.crypto.PublicKey;
import network.clawnet.core.units.Tokens;

/**
 * Payload of {@code wallet.stake} and {@code wallet.unstake}.
 *
 * @param validator consensus key
 */
public record StakeAmount(PublicKey validator, Tokens amount) {
  private static final Set<String> MEMBERS = Set.of("validator", "amount");

  /** Returns the payload to sign. */
  public Json.Obj payload() {
    return Json.object()
        .put("validator", KeyText.write(validator))
        .put("amount", amount.toString())
        .build();
  }

  static StakeAmount decode(Json.Obj payload) throws DecodeException {
    JsonFields in = new JsonFields(payload).only(MEMBERS);
    return new StakeAmount(KeyText.read(in), in.amount("amount"));
  }
}
