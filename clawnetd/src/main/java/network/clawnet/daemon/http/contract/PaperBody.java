package network.clawnet.daemon.http.contract;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import network.clawnet.core.codec.DecodeException;
import network.clawnet.core.codec.Json;
import network.clawnet.core.codec.JsonFields;
import network.clawnet.core.units.Tokens;
import network.clawnet.daemon.app.Refused;
import network.clawnet.daemon.http.Body;
import network.clawnet.market.contract.Milestone;

/** What a body puts on the paper of a contract, in the short form and in the long one. */
final class PaperBody {
  /** Members that say something of the paper. */
  static final Set<String> MEMBERS =
      Set.of(
          "title",
          "description",
          "service",
          "timeline",
          "metadata",
          "payment",
          "milestones",
          "terms",
          "expiresAt");

  private static final int MAX_TITLE_CHARS = 200;
  private static final int MAX_TEXT_CHARS = 4_000;
  private static final Set<String> PAYMENT = Set.of("totalAmount");
  private static final Set<String> PART =
      Set.of("id", "amount", "deliverMs", "title", "description");

  private final Body body;
  private final List<Json> parts = new ArrayList<>();
  private final TreeMap<String, Json> said = new TreeMap<>();

  private PaperBody(Body body) {
    this.body = body;
  }

  /** Puts what is there into a payload; a new paper must have all it needs. */
  static void put(Body body, boolean whole, Json.Builder payload) throws DecodeException, Refused {
    new PaperBody(body).put(whole, payload);
  }

  private void put(boolean whole, Json.Builder payload) throws DecodeException, Refused {
    Optional<Tokens> total = total();
    if (body.has("milestones")) {
      milestones(total);
    } else if (total.isPresent()) {
      part("milestone-1", total.get(), OptionalLong.empty());
    } else if (whole) {
      throw new DecodeException("\"payment.totalAmount\" or \"milestones\" is missing");
    }
    if (!parts.isEmpty()) {
      payload.put("milestones", Json.of(parts));
    }
    if (whole || says()) {
      payload.put("about", about());
    }
    if (body.has("terms")) {
      payload.put("terms", body.object("terms"));
    }
    OptionalLong expiresAt = body.optionalInteger("expiresAt", 1, Json.Num.MAX);
    if (expiresAt.isPresent()) {
      payload.put("expiresAt", expiresAt.getAsLong());
    }
  }

  private Optional<Tokens> total() throws DecodeException, Refused {
    if (!body.has("payment")) {
      return Optional.empty();
    }
    return Optional.of(inner(body.object("payment"), PAYMENT).positiveAmount("totalAmount"));
  }

  private void milestones(Optional<Tokens> total) throws DecodeException, Refused {
    long sum = 0;
    int number = 1;
    for (Json item : body.array("milestones", Milestone.MAX_COUNT).items()) {
      if (!(item instanceof Json.Obj object)) {
        throw new DecodeException("\"milestones\" holds objects {id, amount, deliverMs}");
      }
      Body part = inner(object, PART);
      Tokens amount = part.positiveAmount("amount");
      String id = part.has("id") ? part.id("id") : "milestone-" + number;
      part(id, amount, part.optionalInteger("deliverMs", 1, Json.Num.MAX));
      Json.Obj words = object.without("id", "amount", "deliverMs");
      if (!words.members().isEmpty()) {
        said.put(id, words);
      }
      sum += amount.value(); // at most 32 times the largest amount: no overflow
      number++;
    }
    if (parts.isEmpty()) {
      throw new DecodeException("\"milestones\" needs at least one");
    }
    if (total.isPresent() && total.get().value() != sum) {
      throw new DecodeException(
          "\"payment.totalAmount\" is not the sum of the milestones, which is " + sum);
    }
  }

  private void part(String id, Tokens amount, OptionalLong deliverMs) {
    Json.Builder part = Json.object().put("id", id).put("amount", amount.toString());
    if (deliverMs.isPresent()) {
      part.put("deliverMs", deliverMs.getAsLong());
    }
    parts.add(part.build());
  }

  private boolean says() {
    return body.has("title")
        || body.has("description")
        || body.has("service")
        || body.has("timeline")
        || body.has("metadata")
        || !said.isEmpty();
  }

  private Json.Obj about() throws DecodeException {
    Json.Builder about =
        Json.object()
            .put("title", body.text("title", MAX_TITLE_CHARS))
            .put("description", body.optionalText("description", MAX_TEXT_CHARS).orElse(null));
    for (String name : new String[] {"service", "timeline", "metadata"}) {
      about.put(name, body.has(name) ? body.object(name) : null);
    }
    return about.put("milestones", said.isEmpty() ? null : Json.of(said)).build();
  }

  private static Body inner(Json.Obj object, Set<String> members) throws DecodeException {
    new JsonFields(object).only(members);
    return new Body(object, new byte[0]);
  }
}
