package network.clawnet.core.config;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
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

  private final Settings settings;
  private final NodeHome home;

  Interpreter(Settings settings, NodeHome home) {
    this.settings = settings;
    this.home = home;
  }

  NodeConfig config() throws ConfigException, IOException {
    Network network =
        settings.choice(ConfigKey.NETWORK, Network.LOCAL.text(), Network::parse, Network.LOCAL);
    Path genesis = settings.optionalPath(ConfigKey.GENESIS);
    P2pSection p2p =
        new P2pSection(
            settings.number(ConfigKey.P2P_PORT, P2pSection.DEFAULT_PORT, 0, Values.MAX_PORT),
            settings.addresses(ConfigKey.P2P_BOOTSTRAP, true),
            settings.addresses(ConfigKey.P2P_ANNOUNCE, false));
    ApiSection api = api();
    NodeSection node =
        new NodeSection(
            type(network, genesis),
            settings.path(ConfigKey.NODE_DATA_DIR, home.data()),
            settings.choice(
                ConfigKey.NODE_JOIN,
                NodeSection.JoinMode.AUTO.text(),
                NodeSection.JoinMode::parse,
                NodeSection.JoinMode.AUTO),
            checkpoint(),
            pruneDays());
    LimitsSection limits = limits(network);
    NodeConfig.ExportSection export = export();
    LoggingSection logging = logging();
    if (!settings.problems().isEmpty() || api == null || export == null) {
      throw new ConfigException(settings.problems());
    }
    return new NodeConfig(network, genesis, p2p, api, node, limits, export, logging);
  }

  /** Without a genesis document the node will make one, and be the only validator in it. */
  private NodeType type(Network network, @Nullable Path genesis) {
    NodeType type =
        settings.choice(ConfigKey.NODE_TYPE, NodeType.FULL.text(), NodeType::parse, NodeType.FULL);
    boolean founds = genesis == null && !Files.exists(home.genesis());
    if (type == NodeType.LIGHT && network == Network.LOCAL && founds) {
      settings.warn(
          ConfigKey.NODE_TYPE,
          "this node is the only validator of its network, so it runs as a full node");
      settings.show(ConfigKey.NODE_TYPE, NodeType.FULL.text());
      return NodeType.FULL;
    }
    return type;
  }

  private @Nullable String checkpoint() {
    if (!settings.has(ConfigKey.NODE_CHECKPOINT)) {
      settings.show(ConfigKey.NODE_CHECKPOINT, "null");
      return null;
    }
    String text = settings.text(ConfigKey.NODE_CHECKPOINT, "");
    if (!Values.isCheckpoint(text)) {
      settings.wrong(ConfigKey.NODE_CHECKPOINT, text);
    }
    return text;
  }

  private int pruneDays() {
    if (!settings.has(ConfigKey.NODE_PRUNE)) {
      settings.show(ConfigKey.NODE_PRUNE, "null");
      return 0;
    }
    return settings.number(ConfigKey.NODE_PRUNE, 1, 1, NodeSection.MAX_PRUNE_DAYS);
  }

  private @Nullable ApiSection api() throws IOException {
    boolean enabled = settings.flag(ConfigKey.API_ENABLED, true);
    String host = settings.text(ConfigKey.API_HOST, "127.0.0.1");
    int port = settings.number(ConfigKey.API_PORT, ApiSection.DEFAULT_PORT, 0, Values.MAX_PORT);
    Path tokenFile = settings.optionalPath(ConfigKey.API_TOKEN_FILE);
    String token = token(tokenFile);
    ApiSection.Access access =
        new ApiSection.Access(
            settings.flag(ConfigKey.API_TRUST_GATEWAY, false),
            settings.flag(ConfigKey.API_READONLY, false));
    Path socket = socket();
    try {
      return new ApiSection(enabled, host, port, token, tokenFile, socket, access);
    } catch (IllegalArgumentException e) {
      settings.problem(ConfigKey.API_HOST, String.valueOf(e.getMessage()));
      return null;
    }
  }

  private @Nullable String token(@Nullable Path file) throws IOException {
    String token =
        settings.has(ConfigKey.API_TOKEN) ? settings.text(ConfigKey.API_TOKEN, "") : null;
    ConfigKey source = token != null ? ConfigKey.API_TOKEN : ConfigKey.API_TOKEN_FILE;
    if (token != null && file != null) {
      settings.problem(
          ConfigKey.API_TOKEN_FILE, "give either api.token or api.tokenFile, not both");
      return null;
    }
    if (file != null) {
      token = readToken(file);
    }
    settings.show(ConfigKey.API_TOKEN, token == null ? "null" : "(set)");
    if (token == null) {
      return null;
    }
    boolean visible = token.chars().allMatch(c -> c > ' ' && c < 0x7f);
    if (token.isEmpty() || token.length() > ApiSection.MAX_TOKEN_CHARS || !visible) {
      settings.problem(source, "a token is " + ConfigKey.API_TOKEN.allowed());
    } else if (token.length() < SHORT_TOKEN_CHARS) {
      String advice = "the token is short; 16 characters or more resist guessing";
      settings.warn(source, advice);
    }
    return token;
  }

  private @Nullable String readToken(Path file) throws IOException {
    if (!Files.isReadable(file)) {
      settings.problem(ConfigKey.API_TOKEN_FILE, "cannot read " + file);
      return null;
    }
    try (InputStream in = Files.newInputStream(file)) {
      byte[] bytes = in.readNBytes(4 * ApiSection.MAX_TOKEN_CHARS);
      return new String(bytes, StandardCharsets.UTF_8).strip();
    }
  }

  private @Nullable Path socket() {
    String given = settings.text(ConfigKey.API_SOCKET, home.socket().toString());
    if (given.equals("off")) {
      return null;
    }
    Path socket = settings.resolved(given);
    settings.show(ConfigKey.API_SOCKET, socket.toString());
    if (socket.toString().getBytes(StandardCharsets.UTF_8).length <= MAX_SOCKET_BYTES) {
      return socket;
    }
    String text = "a socket path has at most " + MAX_SOCKET_BYTES + " bytes: " + socket;
    if (settings.has(ConfigKey.API_SOCKET)) {
      settings.problem(ConfigKey.API_SOCKET, text);
    } else {
      settings.warn(ConfigKey.API_SOCKET, text + "; there is no socket");
    }
    settings.show(ConfigKey.API_SOCKET, "off");
    return null;
  }

  private LimitsSection limits(Network network) {
    boolean bounded = network != Network.LOCAL;
    return new LimitsSection(
        settings.amount(ConfigKey.MAX_TRANSFER_PER_TX, bounded ? DEFAULT_PER_TX : null),
        settings.amount(ConfigKey.MAX_TRANSFER_PER_DAY, bounded ? DEFAULT_PER_DAY : null));
  }

  private NodeConfig.@Nullable ExportSection export() {
    String url = settings.optionalText(ConfigKey.EXPORT_POSTGRES_URL);
    String user = settings.text(ConfigKey.EXPORT_POSTGRES_USER, "clawnet");
    Path passwordFile = settings.optionalPath(ConfigKey.EXPORT_POSTGRES_PASSWORD_FILE);
    String schema = settings.text(ConfigKey.EXPORT_POSTGRES_SCHEMA, "clawnet");
    try {
      return new NodeConfig.ExportSection(url, user, passwordFile, schema);
    } catch (IllegalArgumentException e) {
      settings.problem(ConfigKey.EXPORT_POSTGRES_URL, String.valueOf(e.getMessage()));
      return null;
    }
  }

  private LoggingSection logging() {
    return new LoggingSection(
        settings.choice(
            ConfigKey.LOGGING_LEVEL,
            "info",
            text -> constant(LoggingSection.Level.values(), text),
            LoggingSection.Level.INFO),
        settings.path(ConfigKey.LOGGING_FILE, home.log()),
        settings.choice(
            ConfigKey.LOGGING_FORMAT,
            "text",
            text -> constant(LoggingSection.Format.values(), text),
            LoggingSection.Format.TEXT),
        settings.number(ConfigKey.LOGGING_MAX_FILE_MIB, 10, 1, LoggingSection.MAX_FILE_MIB),
        settings.number(ConfigKey.LOGGING_KEEP_FILES, 5, 1, LoggingSection.MAX_KEEP_FILES));
  }

  private static <E extends Enum<E>> Optional<E> constant(E[] constants, String text) {
    for (E constant : constants) {
      if (constant.name().toLowerCase(Locale.ROOT).equals(text)) {
        return Optional.of(constant);
      }
    }
    return Optional.empty();
  }
}
