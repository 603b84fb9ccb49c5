package network.clawnet.daemon.http.market;

import java.util.Optional;
import java.util.Set;
import network.clawnet.core.codec.DecodeException;
import network.clawnet.core.codec.Json;
import network.clawnet.core.codec.JsonFields;
import network.clawnet.core.units.Tokens;
import network.clawnet.daemon.app.Refused;
import network.clawnet.daemon.http.Body;

/** What a body asks or offers, in the short form and in the long one. */
final class Prices {
  private static final Set<String> PRICING =
      Set.of("type", "fixedPrice", "priceRange", "currency", "negotiable");
  private static final Set<String> RANGE = Set.of("min", "max");
  private static final Set<String> PLAN =
      Set.of("type", "price", "maxUnits", "periodMs", "maxPeriods");

  private Prices() {}

  /** Returns {@code price} or {@code pricing.fixedPrice}, if one is there. */
  static Optional<Tokens> fixed(Body body) throws DecodeException, Refused {
    if (body.has("price") && body.has("pricing")) {
      throw new DecodeException("give either \"price\" or \"pricing\"");
    }
    return body.has("pricing")
        ? pricing(body).optionalPositiveAmount("fixedPrice")
        : body.optionalPositiveAmount("price");
  }

  /** Returns {@code pricing.priceRange} as events carry it, if it is there. */
  static Optional<Json.Obj> range(Body body) throws DecodeException, Refused {
    if (!body.has("pricing") || !pricing(body).has("priceRange")) {
      return Optional.empty();
    }
    Body range = part(pricing(body), "priceRange", RANGE);
    return Optional.of(
        Json.object()
            .put("min", range.positiveAmount("min").toString())
            .put("max", range.positiveAmount("max").toString())
            .build());
  }

  /** Returns {@code plan} as events carry it. */
  static Json.Obj plan(Body body) throws DecodeException, Refused {
    Body plan = part(body, "plan", PLAN);
    return plan.object().with("price", Json.of(plan.positiveAmount("price").toString()));
  }

  static DecodeException missing() {
    return new DecodeException("\"price\" is missing");
  }

  private static Body pricing(Body body) throws DecodeException {
    Body pricing = part(body, "pricing", PRICING);
    String type = pricing.text("type", 32);
    if (!type.equals("fixed") && !type.equals("range")) {
      throw new DecodeException("\"pricing.type\" can be fixed or range");
    }
    if (!pricing.has(type.equals("fixed") ? "fixedPrice" : "priceRange")) {
      throw new DecodeException(
          "\"pricing\" of type "
              + type
              + " needs \""
              + (type.equals("fixed") ? "fixedPrice" : "priceRange")
              + "\"");
    }
    return pricing;
  }

  private static Body part(Body body, String name, Set<String> members) throws DecodeException {
    Json.Obj object = body.object(name);
    new JsonFields(object).only(members);
    return new Body(object, new byte[0]);
  }
}
