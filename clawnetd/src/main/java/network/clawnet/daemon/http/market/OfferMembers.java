package network.clawnet.daemon.http.market;

import java.util.OptionalLong;
import network.clawnet.core.codec.DecodeException;
import network.clawnet.core.codec.Json;
import network.clawnet.daemon.app.Refused;
import network.clawnet.daemon.http.Body;

/** The members of an offer that are the same wherever a listing is made or changed. */
final class OfferMembers {
  private OfferMembers() {}

  /** Puts what is there into a payload. */
  static void put(Body body, Json.Builder payload) throws DecodeException, Refused {
    if (body.has("terms")) {
      payload.put("terms", body.object("terms"));
    }
    integer(body, "expiresAt", payload);
    integer(body, "maxOpen", payload);
    body.optionalHash("contentHash").ifPresent(it -> payload.put("contentHash", it.hex()));
    body.optionalAccount("operator").ifPresent(it -> payload.put("operator", it.text()));
  }

  private static void integer(Body body, String name, Json.Builder payload) throws DecodeException {
    OptionalLong value = body.optionalInteger(name, 1, Json.Num.MAX);
    if (value.isPresent()) {
      payload.put(name, value.getAsLong());
    }
  }
}
