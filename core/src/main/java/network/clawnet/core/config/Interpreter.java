package network.clawnet.core.config;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import network.clawnet.core.codec.DecodeException;
import network.clawnet.core.units.Tokens;
import org.jspecify.annotations.Nullable;

/**
 * Gives the settings of all sources their meaning and fills in the defaults.
 *
 * <p>Gathers every problem before it refuses, so that an operator mends a file once. Used for one
 * reading, by one thread.
 */
final class Interpreter {
  /** The longest path that every system takes for a Unix socket, in bytes. */
  static final int MAX_SOCKET_BYTES = 100;

  private static final int SHORT_TOKEN_CHARS = 16;
  private static final String DEFAULT_PER_TX = "1000";
  private static final String DEFAULT_PER_DAY = "10000";

  private final Map<ConfigKey, Setting> settings;
  private final NodeHome home;
  private final Path userHome;
  private final List<ConfigNote> problems;
  private final List<ConfigNote> warnings;
  private final Map<ConfigKey, String> shown = new EnumMap<>(ConfigKey.class);

  Interpreter(
      Map<ConfigKey, Setting> settings,
      NodeHome home,
      Path userHome,
      List<ConfigNote> problems,
      List<ConfigNote> warnings) {
    this.settings = settings;
    this.home = home;
    this.userHome = userHome;
    this.problems = problems;
    this.warnings = warnings;
  }

  NodeConfig config() throws ConfigException, IOException {
    Network network =
        choice(ConfigKey.NETWORK, Network.LOCAL.text(), Network::parse, Network.LOCAL);
    Path genesis = optionalPath(ConfigKey.GENESIS);
    P2pSection p2p =
        new P2pSection(
            number(ConfigKey.P2P_PORT, P2pSection.DEFAULT_PORT, 0, Values.MAX_PORT),
            addresses(ConfigKey.P2P_BOOTSTRAP, true),
            addresses(ConfigKey.P2P_ANNOUNCE, false));
    ApiSection api = api();
    NodeSection node =
        new NodeSection(type(network, genesis), path(ConfigKey.NODE_DATA_DIR, home.data()));
    LimitsSection limits = limits(network);
    NodeConfig.ExportSection export = export();
    LoggingSection logging = logging();
    if (!problems.isEmpty() || api == null || export == null) {
      throw new ConfigException(problems);
    }
    return new NodeConfig(network, genesis, p2p, api, node, limits, export, logging);
  }

  /** Returns every key with its effective value and origin, in the order of the keys. */
  List<String> lines() {
    List<String> lines = new ArrayList<>();
    for (ConfigKey key : ConfigKey.values()) {
      Setting setting = settings.get(key);
      String origin =
          setting == null || setting.values().isEmpty() ? "default" : setting.only().where();
      lines.add(key.path() + ": " + shown.getOrDefault(key, "") + "  # " + origin);
    }
    return lines;
  }

  /** Without a genesis document the node will make one, and be the only validator in it. */
  private NodeType type(Network network, @Nullable Path genesis) {
    NodeType type =
        choice(ConfigKey.NODE_TYPE, NodeType.FULL.text(), NodeType::parse, NodeType.FULL);
    boolean founds = genesis == null && !Files.exists(home.genesis());
    if (type == NodeType.LIGHT && network == Network.LOCAL && founds) {
      warnings.add(
          new ConfigNote(
              where(ConfigKey.NODE_TYPE),
              "this node is the only validator of its network, so it runs as a full node"));
      shown.put(ConfigKey.NODE_TYPE, NodeType.FULL.text());
      return NodeType.FULL;
    }
    return type;
  }

  private @Nullable ApiSection api() throws IOException {
    boolean enabled = flag(ConfigKey.API_ENABLED, true);
    String host = text(ConfigKey.API_HOST, "127.0.0.1");
    int port = number(ConfigKey.API_PORT, ApiSection.DEFAULT_PORT, 0, Values.MAX_PORT);
    Path tokenFile = optionalPath(ConfigKey.API_TOKEN_FILE);
    String token = token(tokenFile);
    ApiSection.Access access =
        new ApiSection.Access(
            flag(ConfigKey.API_TRUST_GATEWAY, false), flag(ConfigKey.API_READONLY, false));
    Path socket = socket();
    try {
      return new ApiSection(enabled, host, port, token, tokenFile, socket, access);
    } catch (IllegalArgumentException e) {
      problems.add(new ConfigNote(where(ConfigKey.API_HOST), String.valueOf(e.getMessage())));
      return null;
    }
  }

  private @Nullable String token(@Nullable Path file) throws IOException {
    String token = settings.containsKey(ConfigKey.API_TOKEN) ? text(ConfigKey.API_TOKEN, "") : null;
    ConfigKey source = token != null ? ConfigKey.API_TOKEN : ConfigKey.API_TOKEN_FILE;
    if (token != null && file != null) {
      problem(ConfigKey.API_TOKEN_FILE, "give either api.token or api.tokenFile, not both");
      return null;
    }
    if (file != null) {
      token = readToken(file);
    }
    shown.put(ConfigKey.API_TOKEN, token == null ? "null" : "(set)");
    if (token == null) {
      return null;
    }
    boolean visible = token.chars().allMatch(c -> c > ' ' && c < 0x7f);
    if (token.isEmpty() || token.length() > ApiSection.MAX_TOKEN_CHARS || !visible) {
      problem(source, "a token is " + ConfigKey.API_TOKEN.allowed());
    } else if (token.length() < SHORT_TOKEN_CHARS) {
      String advice = "the token is short; 16 characters or more resist guessing";
      warnings.add(new ConfigNote(where(source), advice));
    }
    return token;
  }

  private @Nullable String readToken(Path file) throws IOException {
    if (!Files.isReadable(file)) {
      problem(ConfigKey.API_TOKEN_FILE, "cannot read " + file);
      return null;
    }
    try (InputStream in = Files.newInputStream(file)) {
      byte[] bytes = in.readNBytes(4 * ApiSection.MAX_TOKEN_CHARS);
      return new String(bytes, StandardCharsets.UTF_8).strip();
    }
  }

  private @Nullable Path socket() {
    String given = text(ConfigKey.API_SOCKET, home.socket().toString());
    if (given.equals("off")) {
      return null;
    }
    Path socket = Values.path(given, userHome, home.root());
    shown.put(ConfigKey.API_SOCKET, socket.toString());
    if (socket.toString().getBytes(StandardCharsets.UTF_8).length <= MAX_SOCKET_BYTES) {
      return socket;
    }
    String text = "a socket path has at most " + MAX_SOCKET_BYTES + " bytes: " + socket;
    if (settings.containsKey(ConfigKey.API_SOCKET)) {
      problem(ConfigKey.API_SOCKET, text);
    } else {
      warnings.add(new ConfigNote(where(ConfigKey.API_SOCKET), text + "; there is no socket"));
    }
    shown.put(ConfigKey.API_SOCKET, "off");
    return null;
  }

  private LimitsSection limits(Network network) {
    boolean bounded = network != Network.LOCAL;
    return new LimitsSection(
        amount(ConfigKey.MAX_TRANSFER_PER_TX, bounded ? DEFAULT_PER_TX : null),
        amount(ConfigKey.MAX_TRANSFER_PER_DAY, bounded ? DEFAULT_PER_DAY : null));
  }

  private @Nullable Tokens amount(ConfigKey key, @Nullable String otherwise) {
    String text = settings.containsKey(key) || otherwise != null ? text(key, otherwise) : null;
    if (text == null) {
      shown.put(key, "null");
      return null;
    }
    long value = Values.digits(text);
    if (value < 1 || !Tokens.inRange(value)) {
      wrong(key, text);
      return null;
    }
    return new Tokens(value);
  }

  private NodeConfig.@Nullable ExportSection export() {
    String url = optionalText(ConfigKey.EXPORT_POSTGRES_URL);
    String user = text(ConfigKey.EXPORT_POSTGRES_USER, "clawnet");
    Path passwordFile = optionalPath(ConfigKey.EXPORT_POSTGRES_PASSWORD_FILE);
    String schema = text(ConfigKey.EXPORT_POSTGRES_SCHEMA, "clawnet");
    try {
      return new NodeConfig.ExportSection(url, user, passwordFile, schema);
    } catch (IllegalArgumentException e) {
      problem(ConfigKey.EXPORT_POSTGRES_URL, String.valueOf(e.getMessage()));
      return null;
    }
  }

  private LoggingSection logging() {
    return new LoggingSection(
        choice(
            ConfigKey.LOGGING_LEVEL,
            "info",
            text -> constant(LoggingSection.Level.values(), text),
            LoggingSection.Level.INFO),
        path(ConfigKey.LOGGING_FILE, home.log()),
        choice(
            ConfigKey.LOGGING_FORMAT,
            "text",
            text -> constant(LoggingSection.Format.values(), text),
            LoggingSection.Format.TEXT),
        number(ConfigKey.LOGGING_MAX_FILE_MIB, 10, 1, LoggingSection.MAX_FILE_MIB),
        number(ConfigKey.LOGGING_KEEP_FILES, 5, 1, LoggingSection.MAX_KEEP_FILES));
  }

  private static <E extends Enum<E>> Optional<E> constant(E[] constants, String text) {
    for (E constant : constants) {
      if (constant.name().toLowerCase(Locale.ROOT).equals(text)) {
        return Optional.of(constant);
      }
    }
    return Optional.empty();
  }

  private List<PeerAddress> addresses(ConfigKey key, boolean needsPeer) {
    Setting setting = settings.get(key);
    List<PeerAddress> addresses = new ArrayList<>();
    for (Setting.Value value : setting == null ? List.<Setting.Value>of() : setting.values()) {
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
    shown.put(key, addresses.stream().map(PeerAddress::text).toList().toString());
    return addresses;
  }

  private interface Parser<T> {
    Optional<T> parse(String text);
  }

  private <T> T choice(ConfigKey key, String otherwise, Parser<T> parser, T fallback) {
    String text = text(key, otherwise);
    Optional<T> value = parser.parse(text);
    if (value.isEmpty()) {
      wrong(key, text);
    }
    return value.orElse(fallback);
  }

  private boolean flag(ConfigKey key, boolean otherwise) {
    String text = text(key, Boolean.toString(otherwise));
    if (!text.equals("true") && !text.equals("false")) {
      wrong(key, text);
    }
    return text.equals("true");
  }

  private int number(ConfigKey key, int otherwise, int least, int most) {
    String text = text(key, Integer.toString(otherwise));
    long value = Values.digits(text);
    if (value < least || value > most) {
      wrong(key, text);
      return otherwise;
    }
    return (int) value;
  }

  private Path path(ConfigKey key, Path otherwise) {
    Path path = Values.path(text(key, otherwise.toString()), userHome, home.root());
    shown.put(key, path.toString());
    return path;
  }

  private @Nullable Path optionalPath(ConfigKey key) {
    if (!settings.containsKey(key)) {
      shown.put(key, "null");
      return null;
    }
    return path(key, home.root());
  }

  private @Nullable String optionalText(ConfigKey key) {
    if (!settings.containsKey(key)) {
      shown.put(key, "null");
      return null;
    }
    return text(key, "");
  }

  private String text(ConfigKey key, @Nullable String otherwise) {
    Setting setting = settings.get(key);
    String text = setting != null ? setting.only().text() : String.valueOf(otherwise);
    shown.put(key, text);
    return text;
  }

  private void wrong(ConfigKey key, String text) {
    problem(key, "'" + key.path() + ": " + text + "' is wrong; allowed: " + key.allowed());
  }

  private void problem(ConfigKey key, String text) {
    problems.add(new ConfigNote(where(key), text));
  }

  private String where(ConfigKey key) {
    Setting setting = settings.get(key);
    return setting == null || setting.values().isEmpty() ? key.path() : setting.only().where();
  }
}
