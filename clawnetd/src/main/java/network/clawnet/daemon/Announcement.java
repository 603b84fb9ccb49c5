package network.clawnet.daemon;

import java.util.Optional;
import network.clawnet.core.config.LoadedConfig;
import network.clawnet.core.config.NodeConfig;
import network.clawnet.daemon.process.Relaunch;
import network.clawnet.daemon.process.StartListener;
import network.clawnet.daemon.process.StartReport;
import network.clawnet.daemon.status.Version;

/**
 * What a node says of itself when it has started: the banner, then what the operator should know.
 *
 * @param dev whether it is a development node, whose operator is told what to try
 */
record Announcement(StartReport report, LoadedConfig loaded, boolean dev) {
  /**
   * What only the running node knows.
   *
   * @param did of the node's own account
   * @param p2p the address that other nodes connect to
   * @param apiPort the port that was taken
   * @param height of the ledger
   */
  record Facts(String did, String p2p, int apiPort, long height, boolean locked) {}

  void say(StartListener listener, Facts facts) {
    NodeConfig config = loaded.config();
    Optional<String> api =
        config.api().enabled()
            ? Optional.of("http://" + config.api().host() + ":" + facts.apiPort())
            : Optional.empty();
    StartReport.Banner banner =
        new StartReport.Banner(
            Version.text(), facts.did(), Optional.of(facts.p2p()), api, config.network().text());
    report.banner(banner).forEach(listener::line);
    if (dev) {
      listener.line(report.development(loaded.home().root()));
    }
    loaded.warnings().forEach(it -> listener.line(report.warning(it.toString())));
    int bootstrap = config.p2p().bootstrap().size();
    listener.line(bootstrap == 0 ? report.alone() : report.bootstrap(bootstrap));
    listener.line(report.synced(facts.height()));
    if (facts.locked()) {
      listener.line(report.locked());
    }
    if (dev && api.isPresent()) {
      report.tryNext(loaded.home().root(), api.get(), Relaunch.client()).forEach(listener::line);
    }
    listener.line(report.ready());
  }
}
