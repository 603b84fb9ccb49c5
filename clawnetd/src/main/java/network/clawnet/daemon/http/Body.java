package network.clawnet.daemon.http;

import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.TreeMap;
import network.clawnet.core.account.MoneyCodes;
import network.clawnet.core.codec.DecodeException;
import network.clawnet.core.codec.Json;
import network.clawnet.core.codec.JsonFields;
import network.clawnet.core.crypto.Hash;
import network.clawnet.core.identity.Did;
import network.clawnet.core.units.Tokens;
import network.clawnet.daemon.app.Refused;
import org.jspecify.annotations.Nullable;

/**
 * The JSON object that came with a request. A member that is null counts as absent. Every complaint
 * names the member.
 */
public final class Body {
  /** Longest passphrase, in characters. */
  public static final int MAX_PASSPHRASE_CHARS = 1_024;

  /** Content type of a body of many objects, one a line. */
  public static final String LINES = "application/x-ndjson";

  /** The body of a request that brought none. */
  public static final Body EMPTY = new Body(Json.Obj.EMPTY, new byte[0]);

  private final Json.Obj object;
  private final byte[] raw;
  private final boolean lines;
  private final JsonFields fields;

  public Body(Json.Obj object, byte[] raw) {
    this(object, raw, false);
  }

  private Body(Json.Obj object, byte[] raw, boolean lines) {
    this.object = withoutNulls(object);
    this.raw = raw;
    this.lines = lines;
    this.fields = new JsonFields(this.object);
  }

  private static Json.Obj withoutNulls(Json.Obj object) {
    TreeMap<String, Json> present = new TreeMap<>(object.members());
    present.values().removeIf(Json.Null.NULL::equals);
    return new Json.Obj(present);
  }

  /** Returns a body of {@link #LINES}, which the route takes apart. */
  public static Body ofLines(byte[] raw) {
    return new Body(Json.Obj.EMPTY, raw, true);
  }

  public boolean isLines() {
    return lines;
  }

  public Json.Obj object() {
    return object;
  }

  /** Returns the bytes as they came; callers must not change them. */
  public byte[] raw() {
    return raw;
  }

  public boolean has(String name) {
    return object.has(name);
  }

  public String text(String name, int maxChars) throws DecodeException {
    return fields.text(name, maxChars);
  }

  public Optional<String> optionalText(String name, int maxChars) throws DecodeException {
    return fields.optionalText(name, maxChars);
  }

  public OptionalLong optionalInteger(String name, long min, long max) throws DecodeException {
    return fields.optionalInteger(name, min, max);
  }

  public boolean flag(String name, boolean absent) throws DecodeException {
    return fields.flag(name, absent);
  }

  /** Returns an amount: a number or a string of digits. */
  public Tokens amount(String name) throws DecodeException {
    return Named.amount(name, present(name));
  }

  /**
   * Returns an amount of at least 1 Token, as everywhere where money moves.
   *
   * @throws Refused ZERO_AMOUNT
   */
  public Tokens positiveAmount(String name) throws DecodeException, Refused {
    Tokens amount = amount(name);
    if (amount.isZero()) {
      throw new Refused(MoneyCodes.ZERO_AMOUNT, "\"" + name + "\" must be at least 1 Token");
    }
    return amount;
  }

  public Optional<Tokens> optionalPositiveAmount(String name) throws DecodeException, Refused {
    return has(name) ? Optional.of(positiveAmount(name)) : Optional.empty();
  }

  public Optional<Tokens> optionalAmount(String name) throws DecodeException {
    return has(name) ? Optional.of(amount(name)) : Optional.empty();
  }

  /** Returns an account: a DID or an address. */
  public Did account(String name) throws DecodeException, Refused {
    return Named.account(name, fields.text(name, 256));
  }

  public Optional<Did> optionalAccount(String name) throws DecodeException, Refused {
    return has(name) ? Optional.of(account(name)) : Optional.empty();
  }

  public Optional<Hash> optionalHash(String name) throws DecodeException {
    return has(name) ? Optional.of(Named.hash(name, fields.text(name, 256))) : Optional.empty();
  }

  /** Returns a short name or id. */
  public String id(String name) throws DecodeException {
    return Named.id(name, fields.text(name, 128));
  }

  /** Returns an object without fractions, so that it can become part of an event. */
  public Json.Obj object(String name) throws DecodeException {
    Json.Obj value = fields.object(name);
    Whole.check(name, value);
    return value;
  }

  /** Returns an array; empty where it is missing. */
  public Json.Arr array(String name, int maxItems) throws DecodeException {
    Json.Arr value = fields.array(name, maxItems);
    Whole.check(name, value);
    return value;
  }

  public char[] passphrase(String name) throws DecodeException {
    return fields.text(name, MAX_PASSPHRASE_CHARS).toCharArray();
  }

  /** Returns the passphrase, or null where the call relies on an unlocked account. */
  public char @Nullable [] optionalPassphrase(String name) throws DecodeException {
    return has(name) ? passphrase(name) : null;
  }

  private Json present(String name) throws DecodeException {
    Json value = object.get(name);
    if (value == null) {
      throw new DecodeException("\"" + name + "\" is missing");
    }
    return value;
  }

  /** Returns an optional value as JSON writers take it. */
  public static @Nullable Json number(OptionalLong value) {
    return value.isPresent() ? Json.of(value.getAsLong()) : null;
  }

  /** Returns an optional value as JSON writers take it. */
  public static @Nullable Json number(OptionalInt value) {
    return value.isPresent() ? Json.of(value.getAsInt()) : null;
  }
}
