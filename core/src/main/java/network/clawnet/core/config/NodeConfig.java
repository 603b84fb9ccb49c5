package network.clawnet.core.config;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Everything that an operator decides about a node, checked and complete.
 *
 * <p>Built once per process by {@link ConfigReader}; every section validates itself.
 *
 * @param genesis the file that defines the network; null means the built-in one, which only {@link
 *     Network#LOCAL} has
 */
public record NodeConfig(
    Network network,
    @Nullable Path genesis,
    P2pSection p2p,
    ApiSection api,
    NodeSection node,
    LimitsSection limits,
    ExportSection export,
    LoggingSection logging) {
  /**
   * Where final blocks are exported to.
   *
   * @param postgresUrl {@code jdbc:postgresql://host:port/database}; null: there is no export
   * @param postgresPasswordFile absolute; null where the server asks for no password
   * @param postgresSchema where the tables are
   */
  public record ExportSection(
      @Nullable String postgresUrl,
      String postgresUser,
      @Nullable Path postgresPasswordFile,
      String postgresSchema) {
    private static final String SCHEME = "jdbc:postgresql://";
    private static final Pattern SCHEMA = Pattern.compile("[a-z_][a-z0-9_]{0,62}");

    /** Refuses another kind of database, and names that would have to be quoted. */
    public ExportSection {
      if (postgresUrl != null && !postgresUrl.startsWith(SCHEME)) {
        throw new IllegalArgumentException("export.postgresUrl begins with " + SCHEME);
      }
      if (!SCHEMA.matcher(postgresSchema).matches()) {
        throw new IllegalArgumentException(
            "export.postgresSchema has 1 to 63 of a-z, 0-9 and _: " + postgresSchema);
      }
    }
  }

  /**
   * Returns why this version cannot start a node with this configuration, in sentences that say
   * what to do; empty if it can. A configuration may be valid and yet wait for such a thing.
   */
  public List<String> startRefusals() {
    List<String> refusals = new ArrayList<>();
    if (network != Network.LOCAL && genesis == null) {
      refusals.add(
          "network "
              + network.text()
              + " needs its genesis file: set 'genesis: FILE' in config.yaml,"
              + " or 'network: local' for a network of your own");
    }
    if (node.type() == NodeType.LIGHT && export.postgresUrl() != null) {
      refusals.add(
          "a light node has no blocks to export:"
              + " take 'export.postgresUrl' out of config.yaml, or start without --light");
    }
    return List.copyOf(refusals);
  }
}
