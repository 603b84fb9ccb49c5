package network.clawnet.daemon.http;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import network.clawnet.core.codec.DecodeException;
import network.clawnet.core.crypto.Hash;
import network.clawnet.core.identity.Did;
import network.clawnet.daemon.app.Refused;

/** The query parameters of a request. Every complaint names the parameter. */
public final class Query {
  /** Largest page. */
  public static final int MAX_LIMIT = 100;

  static final int DEFAULT_LIMIT = 20;
  static final int MAX_OFFSET = 1_000_000;

  private final Map<String, List<String>> values;

  public Query(Map<String, List<String>> values) {
    this.values = values;
  }

  /** Refuses parameters that are not among {@code known}: a misspelt dryRun must not spend. */
  public void only(Set<String> known) throws DecodeException {
    for (String name : values.keySet()) {
      if (!known.contains(name)) {
        throw new DecodeException(
            "unknown query parameter \""
                + Named.shown(name)
                + "\"; known are "
                + String.join(", ", new TreeSet<>(known)));
      }
    }
  }

  public Optional<String> text(String name) throws DecodeException {
    List<String> given = values.getOrDefault(name, List.of());
    if (given.size() > 1) {
      throw new DecodeException("query parameter \"" + name + "\" is given twice");
    }
    return given.isEmpty() ? Optional.empty() : Optional.of(given.get(0));
  }

  /** Returns the account of the first of the given parameters that is there. */
  public Optional<Did> account(String... names) throws DecodeException, Refused {
    for (String name : names) {
      Optional<String> text = text(name);
      if (text.isPresent()) {
        return Optional.of(Named.account(name, text.get()));
      }
    }
    return Optional.empty();
  }

  public Optional<Hash> hash(String name) throws DecodeException {
    Optional<String> text = text(name);
    return text.isPresent() ? Optional.of(Named.hash(name, text.get())) : Optional.empty();
  }

  public long integer(String name, long absent, long min, long max) throws DecodeException {
    Optional<String> text = text(name);
    if (text.isEmpty()) {
      return absent;
    }
    String digits = text.get();
    if (digits.matches("[0-9]{1,16}")) {
      long value = Long.parseLong(digits);
      if (value >= min && value <= max) {
        return value;
      }
    }
    throw new DecodeException(
        "query parameter \"" + name + "\" must be a whole number from " + min + " to " + max);
  }

  /** Returns the page size: 1 to {@link #MAX_LIMIT}. */
  public int limit() throws DecodeException {
    return (int) integer("limit", DEFAULT_LIMIT, 1, MAX_LIMIT);
  }

  public int offset() throws DecodeException {
    return (int) integer("offset", 0, 0, MAX_OFFSET);
  }

  public boolean flag(String name) throws DecodeException {
    Optional<String> text = text(name);
    if (text.isEmpty() || text.get().equals("false")) {
      return false;
    }
    if (text.get().equals("true")) {
      return true;
    }
    throw new DecodeException("query parameter \"" + name + "\" must be true or false");
  }

  /** Returns the constant whose lower-case name is given. */
  public <E extends Enum<E>> E choice(String name, Class<E> type, E absent) throws DecodeException {
    Optional<String> text = text(name);
    if (text.isEmpty()) {
      return absent;
    }
    Set<String> names = new TreeSet<>();
    for (E constant : type.getEnumConstants()) {
      String lower = constant.name().toLowerCase(Locale.ROOT);
      if (lower.equals(text.get())) {
        return constant;
      }
      names.add(lower);
    }
    throw new DecodeException(
        "query parameter \"" + name + "\" must be one of " + String.join(", ", names));
  }
}
