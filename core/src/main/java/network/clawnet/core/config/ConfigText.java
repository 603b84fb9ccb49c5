package network.clawnet.core.config;

import java.util.List;

/** Writes the configuration file of a new node, with comments that say what each key does. */
public final class ConfigText {
  /** Most bootstrap addresses of one file. */
  public static final int MAX_BOOTSTRAP = P2pSection.MAX_ADDRESSES;

  private ConfigText() {}

  /**
   * Returns the file's text. Paths in it are relative to the file, so the directory may move. On a
   * local network the spending limits are commented out.
   */
  public static String initial(Network network) {
    Place alone =
        new Place(
            network, NodeType.FULL, P2pSection.DEFAULT_PORT, ApiSection.DEFAULT_PORT, List.of());
    return text(alone, "");
  }

  /**
   * What one node of a network that was made as a whole has of its own.
   *
   * @param type what kind of node it is
   * @param bootstrap addresses of the nodes that it connects to first
   */
  public record Place(
      Network network, NodeType type, int p2pPort, int apiPort, List<String> bootstrap) {}

  /** Returns the file's text for a node whose genesis lies beside it. */
  public static String of(Place place) {
    return text(place, "\ngenesis: genesis.json    # what the network is");
  }

  private static String text(Place place, String genesis) {
    Network network = place.network();
    String limits =
        network == Network.LOCAL
            ? """
            # limits:
            #   maxTransferPerTx: 1000     # Token in one transaction
            #   maxTransferPerDay: 10000   # Token in any 24 hours, per account
            """
            : """
            limits:
              maxTransferPerTx: 1000     # Token in one transaction
              maxTransferPerDay: 10000   # Token in any 24 hours, per account
            """;
    return TEMPLATE
        .replace("@NETWORK@", network.text())
        .replace("@GENESIS@", genesis)
        .replace("@TYPE@", place.type().text())
        .replace("@P2P@", Integer.toString(place.p2pPort()))
        .replace("@API@", Integer.toString(place.apiPort()))
        .replace("@BOOTSTRAP@", bootstrap(place.bootstrap()))
        .replace("@LIMITS@", limits.stripTrailing());
  }

  private static String bootstrap(List<String> addresses) {
    if (addresses.isEmpty()) {
      return "[]    # nodes to connect to first: /ip4/HOST/tcp/9527/p2p/ID";
    }
    StringBuilder out = new StringBuilder("# nodes to connect to first");
    addresses.forEach(it -> out.append("\n    - ").append(it));
    return out.toString();
  }

  private static final String TEMPLATE =
      """
      # Configuration of this ClawNet node. Every key is described in config.example.yaml.
      # Check it with: clawnet config check

      # Network
      network: @NETWORK@  # mainnet / testnet / local@GENESIS@

      # P2P
      p2p:
        port: @P2P@
        bootstrap: @BOOTSTRAP@

      # Local API
      api:
        enabled: true
        host: 127.0.0.1  # this machine only
        port: @API@
        token: null      # API token (optional)

      # Node
      node:
        type: @TYPE@
        dataDir: data    # beside this file

      # What may leave this node's accounts without asking again
      @LIMITS@

      # Log
      logging:
        level: info      # error / warn / info / debug
        file: logs/node.log
      """;
}
