package network.clawnet.daemon.credential;

import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.Set;
import network.clawnet.core.codec.CanonicalJson;
import network.clawnet.core.codec.DecodeException;
import network.clawnet.core.codec.Json;
import network.clawnet.core.codec.JsonFields;
import network.clawnet.core.codec.JsonParser;
import network.clawnet.core.crypto.Hash;
import network.clawnet.core.identity.Did;
import network.clawnet.core.units.Tokens;
import network.clawnet.daemon.app.Credentials.Listed;
import network.clawnet.daemon.app.Credentials.Scope;
import network.clawnet.daemon.app.Credentials.Terms;

/**
 * A credential as the node keeps it: what is listed, and the hash of its secret. The secret has 256
 * random bits, so that a plain hash of it cannot be reversed.
 */
record Held(Listed listed, Hash secretHash) {
  private static final int VERSION = 1;
  private static final int MAX_TEXT_CHARS = 256;

  boolean isUsable(long now) {
    OptionalLong expires = listed.terms().expires();
    return !listed.revoked() && (expires.isEmpty() || now < expires.getAsLong());
  }

  Held withSecret(Hash hash) {
    return new Held(listed, hash);
  }

  Held used(long time) {
    return new Held(
        new Listed(
            listed.id(), listed.terms(), listed.created(), OptionalLong.of(time), listed.revoked()),
        secretHash);
  }

  Held revoked() {
    return new Held(
        new Listed(listed.id(), listed.terms(), listed.created(), listed.lastUsed(), true),
        secretHash);
  }

  byte[] encode() {
    Terms terms = listed.terms();
    Json.Builder out =
        Json.object()
            .put("v", VERSION)
            .put("id", listed.id())
            .put("secretHash", secretHash.hex())
            .put("did", terms.did().text())
            .put("scopes", scopes(terms.scopes()))
            .put("maxPerTx", terms.maxPerTx().map(Tokens::toString).orElse(null))
            .put("maxPerDay", terms.maxPerDay().map(Tokens::toString).orElse(null))
            .put("name", terms.name().orElse(null))
            .put("created", listed.created())
            .put("revoked", listed.revoked());
    terms.expires().ifPresent(time -> out.put("expires", time));
    listed.lastUsed().ifPresent(time -> out.put("lastUsed", time));
    return CanonicalJson.encode(out.build());
  }

  static Held decode(byte[] bytes) throws DecodeException {
    JsonFields in = new JsonFields(JsonParser.parseObject(bytes));
    in.integer("v", VERSION, VERSION);
    Terms terms =
        new Terms(
            Did.parse(in.text("did", MAX_TEXT_CHARS)),
            scopes(in.array("scopes", Scope.values().length)),
            in.optionalAmount("maxPerTx"),
            in.optionalAmount("maxPerDay"),
            in.optionalInteger("expires", 0, Json.Num.MAX),
            in.optionalText("name", MAX_TEXT_CHARS));
    Listed listed =
        new Listed(
            in.text("id", MAX_TEXT_CHARS),
            terms,
            in.integer("created", 0, Json.Num.MAX),
            in.optionalInteger("lastUsed", 0, Json.Num.MAX),
            in.flag("revoked", false));
    return new Held(listed, Hash.parse(in.text("secretHash", 2 * Hash.BYTES)));
  }

  private static Json scopes(Set<Scope> scopes) {
    List<Json> names = scopes.stream().sorted().<Json>map(it -> Json.of(name(it))).toList();
    return Json.of(names);
  }

  private static Set<Scope> scopes(Json.Arr names) throws DecodeException {
    EnumSet<Scope> out = EnumSet.noneOf(Scope.class);
    for (Json name : names.items()) {
      out.add(scope(name));
    }
    return out;
  }

  private static Scope scope(Json name) throws DecodeException {
    for (Scope scope : Scope.values()) {
      if (Json.of(name(scope)).equals(name)) {
        return scope;
      }
    }
    throw new DecodeException("unknown scope " + name);
  }

  private static String name(Scope scope) {
    return scope.name().toLowerCase(Locale.ROOT);
  }
}
