package network.clawnet.core.config;

/** Writes the configuration file of a new node, with comments that say what each key does. */
public final class ConfigText {
  private ConfigText() {}

  /**
   * Returns the file's text. Paths in it are relative to the file, so the directory may move. On a
   * local network the spending limits are commented out.
   */
  public static String initial(Network network) {
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
        .replace("@LIMITS@", limits.stripTrailing());
  }

  private static final String TEMPLATE =
      """
      # Configuration of this ClawNet node. Every key is described in config.example.yaml.
      # Check it with: clawnet config check

      # Network
      network: @NETWORK@  # mainnet / testnet / local

      # P2P
      p2p:
        port: 9527
        bootstrap: []    # nodes to connect to first: /ip4/HOST/tcp/9527/p2p/ID

      # Local API
      api:
        enabled: true
        host: 127.0.0.1  # this machine only
        port: 9528
        token: null      # API token (optional)

      # Node
      node:
        type: full
        dataDir: data    # beside this file

      # What may leave this node's accounts without asking again
      @LIMITS@

      # Log
      logging:
        level: info      # error / warn / info / debug
        file: logs/node.log
      """;
}
