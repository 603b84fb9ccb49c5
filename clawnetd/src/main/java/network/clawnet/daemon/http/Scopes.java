package network.clawnet.daemon.http;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import network.clawnet.core.codec.DecodeException;
import network.clawnet.core.codec.Json;
import network.clawnet.daemon.app.Credentials.Scope;

/** Names of scopes as the API writes them. */
public final class Scopes {
  private Scopes() {}

  public static String text(Scope scope) {
    return scope.name().toLowerCase(Locale.ROOT);
  }

  /** Returns the scopes in their usual order. */
  public static Json.Arr json(Set<Scope> scopes) {
    return Json.of(
        Arrays.stream(Scope.values())
            .filter(scopes::contains)
            .map(scope -> Json.of(text(scope)))
            .toList());
  }

  /** Reads at least one scope. */
  public static Set<Scope> parse(List<Json> items) throws DecodeException {
    EnumSet<Scope> scopes = EnumSet.noneOf(Scope.class);
    for (Json item : items) {
      scopes.add(parse(item));
    }
    if (scopes.isEmpty()) {
      throw new DecodeException("\"scopes\" must name at least one of " + known());
    }
    return scopes;
  }

  private static Scope parse(Json item) throws DecodeException {
    for (Scope scope : Scope.values()) {
      if (item instanceof Json.Str name && name.value().equals(text(scope))) {
        return scope;
      }
    }
    throw new DecodeException("\"scopes\" may hold " + known());
  }

  private static String known() {
    return Arrays.stream(Scope.values()).map(Scopes::text).collect(Collectors.joining(", "));
  }
}
