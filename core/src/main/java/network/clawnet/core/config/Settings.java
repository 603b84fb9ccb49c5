package network.clawnet.core.config;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import network.clawnet.core.codec.DecodeException;
import network.clawnet.core.units.Tokens;
import org.jspecify.annotations.Nullable;

/**
 * What all sources together say, read one key at a time as what it must be. Notes what is wrong
 * with a value and goes on with the default, and what each key is in effect. One thread.
 */
final class Settings {
  private final Map<ConfigKey, Given> given;
  private final NodeHome home;
  private final Path userHome;
  private final List<ConfigNote> problems;
  private final List<ConfigNote> warnings;
  private final Map<ConfigKey, String> shown = new EnumMap<>(ConfigKey.class);

  /**
   * What one source says about one key.
   *
   * @param values one value, or any number for a list
   */
  record Given(List<Value> values) {
    /**
     * One value as written.
     *
     * @param where file and line, variable or flag
     */
    record Value(String text, String where) {}

    Given {
      values = List.copyOf(values);
    }

    static Given of(String text, String where) {
      return new Given(List.of(new Value(text, where)));
    }

    /** Returns the only value of a key that holds no list. */
    Value only() {
      return values.get(0);
    }
  }

  /** Reads a word. */
  interface Parser<T> {
    Optional<T> parse(String text);
  }

  Settings(
      Map<ConfigKey, Given> given,
      NodeHome home,
      Path userHome,
      List<ConfigNote> problems,
      List<ConfigNote> warnings) {
    this.given = given;
    this.home = home;
    this.userHome = userHome;
    this.problems = problems;
    this.warnings = warnings;
  }

  /** Returns every key with its effective value and origin, in the order of the keys. */
  List<String> lines() {
    List<String> lines = new ArrayList<>();
    for (ConfigKey key : ConfigKey.values()) {
      Given setting = given.get(key);
      String origin =
          setting == null || setting.values().isEmpty() ? "default" : setting.only().where();
      lines.add(key.path() + ": " + shown.getOrDefault(key, "") + "  # " + origin);
    }
    return lines;
  }

  boolean has(ConfigKey key) {
    return given.containsKey(key);
  }

  /** Notes what a key is in effect, where that is not what was given. */
  void show(ConfigKey key, String text) {
    shown.put(key, text);
  }

  <T> T choice(ConfigKey key, String otherwise, Parser<T> parser, T fallback) {
    String text = text(key, otherwise);
    Optional<T> value = parser.parse(text);
    if (value.isEmpty()) {
      wrong(key, text);
    }
    return value.orElse(fallback);
  }

  boolean flag(ConfigKey key, boolean otherwise) {
    String text = text(key, Boolean.toString(otherwise));
    if (!text.equals("true") && !text.equals("false")) {
      wrong(key, text);
    }
    return text.equals("true");
  }

  int number(ConfigKey key, int otherwise, int least, int most) {
    String text = text(key, Integer.toString(otherwise));
    long value = Values.digits(text);
    if (value < least || value > most) {
      wrong(key, text);
      return otherwise;
    }
    return (int) value;
  }

  /** Returns an amount; null if there is none. */
  @Nullable Tokens amount(ConfigKey key, @Nullable String otherwise) {
    String text = has(key) || otherwise != null ? text(key, otherwise) : null;
    if (text == null) {
      show(key, "null");
      return null;
    }
    long value = Values.digits(text);
    if (value < 1 || !Tokens.inRange(value)) {
      wrong(key, text);
      return null;
    }
    return new Tokens(value);
  }

  Path path(ConfigKey key, Path otherwise) {
    Path path = resolved(text(key, otherwise.toString()));
    show(key, path.toString());
    return path;
  }

  @Nullable Path optionalPath(ConfigKey key) {
    if (!has(key)) {
      show(key, "null");
      return null;
    }
    return path(key, home.root());
  }

  /** Returns a path as an operator writes it, absolute. */
  Path resolved(String text) {
    return Values.path(text, userHome, home.root());
  }

  @Nullable String optionalText(ConfigKey key) {
    if (!has(key)) {
      show(key, "null");
      return null;
    }
    return text(key, "");
  }

  String text(ConfigKey key, @Nullable String otherwise) {
    Given setting = given.get(key);
    String text = setting != null ? setting.only().text() : String.valueOf(otherwise);
    show(key, text);
    return text;
  }

  /** Returns the addresses that can be read; warns of the others. */
  List<PeerAddress> addresses(ConfigKey key, boolean needsPeer) {
    Given setting = given.get(key);
    List<PeerAddress> addresses = new ArrayList<>();
    for (Given.Value value : setting == null ? List.<Given.Value>of() : setting.values()) {
      try {
        PeerAddress address = PeerAddress.parse(value.text());
        if (needsPeer && address.peerId().isEmpty()) {
          throw new DecodeException("the address must end with /p2p/ID");
        }
        addresses.add(address);
      } catch (DecodeException e) {
        String reason = value.text() + " is not used: " + e.getMessage();
        warnings.add(new ConfigNote(value.where(), reason));
      }
    }
    if (addresses.size() > P2pSection.MAX_ADDRESSES) {
      problem(key, "at most " + P2pSection.MAX_ADDRESSES + " addresses");
      addresses = addresses.subList(0, P2pSection.MAX_ADDRESSES);
    }
    show(key, addresses.stream().map(PeerAddress::text).toList().toString());
    return addresses;
  }

  void wrong(ConfigKey key, String text) {
    problem(key, "'" + key.path() + ": " + text + "' is wrong; allowed: " + key.allowed());
  }

  void problem(ConfigKey key, String text) {
    problems.add(new ConfigNote(where(key), text));
  }

  void warn(ConfigKey key, String text) {
    warnings.add(new ConfigNote(where(key), text));
  }

  /** Returns every problem that was noted, by any source. */
  List<ConfigNote> problems() {
    return problems;
  }

  private String where(ConfigKey key) {
    Given setting = given.get(key);
    return setting == null || setting.values().isEmpty() ? key.path() : setting.only().where();
  }
}
