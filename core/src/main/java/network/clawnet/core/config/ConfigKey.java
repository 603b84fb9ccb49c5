package network.clawnet.core.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Every key that a configuration may hold; each has one path, one variable and perhaps a flag. */
public enum ConfigKey {
  NETWORK("network", Kind.TEXT, "mainnet, testnet or local", null),
  GENESIS("genesis", Kind.TEXT, "a file name", null),
  P2P_PORT("p2p.port", Kind.TEXT, Values.PORT, "--p2p-port"),
  P2P_BOOTSTRAP("p2p.bootstrap", Kind.LIST, "a list of multiaddresses", null),
  P2P_ANNOUNCE("p2p.announce", Kind.LIST, "a list of multiaddresses", null),
  API_ENABLED("api.enabled", Kind.TEXT, Values.BOOLEAN, "--no-api"),
  API_HOST("api.host", Kind.TEXT, "an IP address or localhost", null),
  API_PORT("api.port", Kind.TEXT, Values.PORT, "--api-port"),
  API_TOKEN("api.token", Kind.TEXT, "1 to 256 visible ASCII characters", "--api-token"),
  API_TOKEN_FILE("api.tokenFile", Kind.TEXT, "a file with the token", "--api-token-file"),
  API_SOCKET("api.socket", Kind.TEXT, "a path of at most 100 bytes, or off", null),
  API_TRUST_GATEWAY("api.trustGateway", Kind.TEXT, Values.BOOLEAN, null),
  API_READONLY("api.readonly", Kind.TEXT, Values.BOOLEAN, "--api-readonly"),
  NODE_TYPE("node.type", Kind.TEXT, "full or light", "--light"),
  NODE_DATA_DIR("node.dataDir", Kind.TEXT, "a directory", null),
  NODE_JOIN("node.join", Kind.TEXT, "auto, snapshot or blocks", null),
  NODE_CHECKPOINT("node.checkpoint", Kind.TEXT, Values.CHECKPOINT, "--checkpoint"),
  NODE_PRUNE("node.prune", Kind.TEXT, "1 to 3650 (days)", null),
  MAX_TRANSFER_PER_TX("limits.maxTransferPerTx", Kind.TEXT, Values.AMOUNT, "--max-transfer"),
  MAX_TRANSFER_PER_DAY("limits.maxTransferPerDay", Kind.TEXT, Values.AMOUNT, null),
  EXPORT_POSTGRES_URL(
      "export.postgresUrl", Kind.TEXT, "jdbc:postgresql://HOST:PORT/DATABASE", null),
  EXPORT_POSTGRES_USER("export.postgresUser", Kind.TEXT, "a user of the database", null),
  EXPORT_POSTGRES_PASSWORD_FILE(
      "export.postgresPasswordFile", Kind.TEXT, "a file with the user's password", null),
  EXPORT_POSTGRES_SCHEMA("export.postgresSchema", Kind.TEXT, "1 to 63 of a-z, 0-9 and _", null),
  LOGGING_LEVEL("logging.level", Kind.TEXT, "error, warn, info or debug", null),
  LOGGING_FILE("logging.file", Kind.TEXT, "a file name", null),
  LOGGING_FORMAT("logging.format", Kind.TEXT, "text or json", null),
  LOGGING_MAX_FILE_MIB("logging.maxFileMib", Kind.TEXT, "1 to 1024 (MiB)", null),
  LOGGING_KEEP_FILES("logging.keepFiles", Kind.TEXT, "1 to 100", null);

  /** Whether a key holds one value or a list of them. */
  enum Kind {
    TEXT,
    LIST
  }

  private final String path;
  private final Kind kind;
  private final String allowed;
  private final @Nullable String flag;

  ConfigKey(String path, Kind kind, String allowed, @Nullable String flag) {
    this.path = path;
    this.kind = kind;
    this.allowed = allowed;
    this.flag = flag;
  }

  /** Returns the dotted path in the file, such as {@code api.port}. */
  public String path() {
    return path;
  }

  /** Returns the environment variable that overrides the file, such as {@code CLAWNET_API_PORT}. */
  public String variable() {
    String words = path.replaceAll("([a-z0-9])([A-Z])", "$1_$2").replace('.', '_');
    return "CLAWNET_" + words.toUpperCase(Locale.ROOT);
  }

  /** Returns the launch flag that overrides both, if there is one. */
  public Optional<String> flag() {
    return Optional.ofNullable(flag);
  }

  /** Returns what a value may be, for messages. */
  public String allowed() {
    return allowed;
  }

  Kind kind() {
    return kind;
  }

  static Optional<ConfigKey> atPath(String path) {
    for (ConfigKey key : values()) {
      if (key.path.equals(path)) {
        return Optional.of(key);
      }
    }
    return Optional.empty();
  }

  /** Returns the names one level below {@code section}; the empty text means the top level. */
  static List<String> namesIn(String section) {
    String prefix = section.isEmpty() ? "" : section + ".";
    List<String> names = new ArrayList<>();
    for (ConfigKey key : values()) {
      if (key.path.startsWith(prefix)) {
        String rest = key.path.substring(prefix.length());
        int dot = rest.indexOf('.');
        String name = dot < 0 ? rest : rest.substring(0, dot);
        if (!names.contains(name)) {
          names.add(name);
        }
      }
    }
    return names;
  }

  /** Returns whether {@code path} is a section that holds keys. */
  static boolean isSection(String path) {
    return !path.isEmpty() && !namesIn(path).isEmpty();
  }
}
