package network.clawnet.daemon.process;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import network.clawnet.core.text.Rule;
import network.clawnet.core.text.Texts;

/**
 * The banner and the lines that the daemon prints while it starts. Banner and the four lines of the
 * runtime document are the same in every language, because scripts look for them.
 */
public final class StartReport {
  private final Texts texts;

  /** Takes the language of the lines. */
  public StartReport(Texts.Language language) {
    this.texts = Texts.beside(StartReport.class, language);
  }

  /**
   * What the banner says.
   *
   * @param version without a leading v
   * @param p2p the address for other nodes, or nothing if they cannot connect
   * @param api the address of the API, or nothing if it is off
   */
  public record Banner(
      String version, String did, Optional<String> p2p, Optional<String> api, String network) {}

  /** Returns the lines of the banner. */
  public List<String> banner(Banner banner) {
    return List.of(
        Rule.LINE,
        "clawnetd v" + banner.version(),
        Rule.LINE,
        "DID:     " + banner.did(),
        "P2P:     " + banner.p2p().orElse(texts.text("start.off")),
        "API:     " + banner.api().orElse(texts.text("start.off")),
        "Network: " + banner.network(),
        Rule.LINE);
  }

  /** Says that keys of this node are at hand for anybody on this machine. */
  public String development(Path home) {
    return "[WARN] " + texts.text("start.development", home);
  }

  /**
   * Says what to try on a development node.
   *
   * @param api base URL of the API
   * @param client the command that starts the client
   */
  public List<String> tryNext(Path home, String api, String client) {
    return List.of(
        "[INFO] " + texts.text("start.try"),
        "         curl -s " + api + "/api/wallet/balance",
        "         " + client + " --data-dir " + home + " account list",
        "         " + client + " --data-dir " + home + " faucet",
        "         " + client + " --data-dir " + home + " stop");
  }

  /** Says that the configuration names no other node. */
  public String alone() {
    return "[INFO] " + texts.text("start.alone");
  }

  /** Says how many nodes are asked for others. */
  public String bootstrap(int bootstrapNodes) {
    return "[INFO] " + texts.text("start.bootstrap", bootstrapNodes);
  }

  /** Says which block the node has. */
  public String synced(long height) {
    return "[INFO] Synced to block #" + height;
  }

  /** Says that nobody can pay until an account is unlocked. */
  public String locked() {
    return "[INFO] " + texts.text("start.locked");
  }

  /** Passes on what the configuration is warned of. */
  public String warning(String text) {
    return "[WARN] " + text;
  }

  /** Says that the node is ready: always the last line. */
  public String ready() {
    return "[INFO] Node is ready";
  }
}
