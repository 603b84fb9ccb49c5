package network.clawnet.daemon.http.market;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import network.clawnet.core.codec.DecodeException;
import network.clawnet.core.codec.Json;
import network.clawnet.core.crypto.Hash;
import network.clawnet.daemon.app.Refused;
import network.clawnet.daemon.http.Body;

/**
 * What a step of a deal says besides which deal.
 *
 * @param needed members that must be there
 * @param optional members that may be
 */
public record StepMembers(Set<String> needed, Set<String> optional) {
  private static final int MAX_TEXT_CHARS = 1_000;
  private static final int MAX_KEY_CHARS = 2_048;
  private static final int MAX_EVIDENCE = 16;
  private static final long MAX_UNITS = 1_000_000_000L;
  private static final int MAX_STARS = 5;

  public StepMembers {
    needed = Set.copyOf(needed);
    optional = Set.copyOf(optional);
  }

  /** Returns a step that says nothing more. */
  public static StepMembers none() {
    return new StepMembers(Set.of(), Set.of());
  }

  /** Returns a step that must say all of these. */
  public static StepMembers of(String... needed) {
    return new StepMembers(Set.of(needed), Set.of());
  }

  /** Returns the same with members that may be there. */
  public StepMembers orElse(String... more) {
    return new StepMembers(needed, Set.of(more));
  }

  /** Returns the body's members, those included that every step takes. */
  public String[] body() {
    Set<String> all = new TreeSet<>(needed);
    all.addAll(optional);
    all.addAll(Set.of("resourcePrev", "cosign"));
    return all.toArray(String[]::new);
  }

  /** Puts the members into a payload, as events carry them. */
  public void put(Body body, Json.Builder payload) throws DecodeException, Refused {
    for (String name : needed) {
      payload.put(name, value(body, name));
    }
    for (String name : optional) {
      if (body.has(name)) {
        payload.put(name, value(body, name));
      }
    }
  }

  private static Json value(Body body, String name) throws DecodeException, Refused {
    return switch (name) {
      case "reason", "comment", "notes" -> Json.of(body.text(name, MAX_TEXT_CHARS));
      case "key" -> Json.of(body.text(name, MAX_KEY_CHARS));
      case "contentHash" -> Json.of(hash(body, name).hex());
      case "toSeller", "toProvider" -> Json.of(body.amount(name).toString());
      case "rating" -> integer(body, name, MAX_STARS);
      case "units" -> integer(body, name, MAX_UNITS);
      case "evidence" -> hashes(body, name);
      default -> throw new IllegalStateException("no form for " + name);
    };
  }

  private static Hash hash(Body body, String name) throws DecodeException {
    return body.optionalHash(name)
        .orElseThrow(() -> new DecodeException("\"" + name + "\" is missing"));
  }

  private static Json integer(Body body, String name, long max) throws DecodeException {
    return Json.of(
        body.optionalInteger(name, 1, max)
            .orElseThrow(() -> new DecodeException("\"" + name + "\" is missing")));
  }

  private static Json hashes(Body body, String name) throws DecodeException {
    List<Json> out = new ArrayList<>();
    for (Json item : body.array(name, MAX_EVIDENCE).items()) {
      Body one = new Body(Json.object().put(name, item).build(), new byte[0]);
      out.add(Json.of(hash(one, name).hex()));
    }
    return Json.of(out);
  }
}
