package network.clawnet.core.config;

import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where everything of one node lies: {@code ~/.clawnet} unless told otherwise.
 *
 * @param root the directory, absolute
 */
public record NodeHome(Path root) {
  /** The variable that names the directory. */
  public static final String VARIABLE = "CLAWNET_DATA_DIR";

  public NodeHome {
    root = root.toAbsolutePath().normalize();
  }

  /**
   * Returns the home of the node that the user means.
   *
   * @param dataDir value of {@code --data-dir}, or null
   * @param dev whether {@code --dev} was given, which has a home of its own
   */
  public static NodeHome find(
      @Nullable String dataDir, boolean dev, Map<String, String> environment) {
    Path userHome = userHome(environment);
    String given = dataDir != null ? dataDir : environment.get(VARIABLE);
    if (given != null && !given.isEmpty()) {
      return new NodeHome(Values.path(given, userHome, Path.of("")));
    }
    return new NodeHome(userHome.resolve(dev ? ".clawnet-dev" : ".clawnet"));
  }

  /** Returns the user's home: {@code HOME} first, as shells do. */
  public static Path userHome(Map<String, String> environment) {
    String home = environment.get("HOME");
    return Path.of(home != null && !home.isEmpty() ? home : System.getProperty("user.home"));
  }

  /** Returns the configuration file, which need not exist. */
  public Path config() {
    return root.resolve("config.yaml");
  }

  /** Returns the genesis of a local network. */
  public Path genesis() {
    return root.resolve("genesis.json");
  }

  /** Returns the directory of the encrypted keys. */
  public Path keys() {
    return root.resolve("keys");
  }

  /** Returns the directory of the databases, unless {@code node.dataDir} names another. */
  public Path data() {
    return root.resolve("data");
  }

  /** Returns the log file, unless {@code logging.file} names another. */
  public Path log() {
    return root.resolve("logs").resolve("node.log");
  }

  /** Returns the file that holds the running daemon's process id. */
  public Path pid() {
    return root.resolve("clawnetd.pid");
  }

  /** Returns the file that the running daemon holds locked. */
  public Path lock() {
    return root.resolve("clawnetd.lock");
  }

  /** Returns the Unix socket, unless {@code api.socket} names another. */
  public Path socket() {
    return root.resolve("api.sock");
  }

  /** Returns the directory of the node's own keys, wrapped by the node secret. */
  public Path nodeKeys() {
    return root.resolve("node-keys");
  }

  /** Returns the secret that wraps the node's own keys. */
  public Path nodeSecret() {
    return root.resolve("node-secret");
  }

  /**
   * Returns the file that says that the node's consensus key has never signed anything. Made before
   * the key; gone once the journal has noted it, for ever.
   */
  public Path unusedKeyMark() {
    return root.resolve("consensus-key-unused");
  }

  /** Returns the file of the generated API token. */
  public Path apiToken() {
    return root.resolve("api-token");
  }
}
