package network.clawnet.core.config;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
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
    LoggingSection logging) {

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
    return List.copyOf(refusals);
  }
}
