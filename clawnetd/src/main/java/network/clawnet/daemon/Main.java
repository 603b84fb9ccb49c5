package network.clawnet.daemon;

import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import network.clawnet.core.config.ConfigException;
import network.clawnet.core.config.ConfigReader;
import network.clawnet.core.config.LoadedConfig;
import network.clawnet.core.config.NodeHome;
import network.clawnet.daemon.log.LogSetup;
import network.clawnet.daemon.process.BackgroundChild;
import network.clawnet.daemon.process.BackgroundStart;
import network.clawnet.daemon.process.GracefulStop;
import network.clawnet.daemon.process.Relaunch;
import network.clawnet.daemon.process.SilentListener;
import network.clawnet.daemon.process.StartException;
import network.clawnet.daemon.process.StartListener;
import network.clawnet.daemon.process.TerminalListener;
import network.clawnet.wallet.keystore.Passphrase;
import picocli.CommandLine;

/** Where the program {@code clawnetd} starts. */
public final class Main {
  private static final int USAGE = 2;
  private static final int ENVIRONMENT = 5;

  private final Map<String, String> environment;
  private final StartOptions options;

  private Main(Map<String, String> environment, StartOptions options) {
    this.environment = environment;
    this.options = options;
  }

  /** Starts the node and, in the foreground, stays until it is told to stop. */
  public static void main(String[] args) throws InterruptedException {
    StartOptions options = new StartOptions();
    CommandLine commandLine = new CommandLine(options);
    try {
      commandLine.parseArgs(args);
    } catch (CommandLine.ParameterException e) {
      System.err.println("error USAGE: " + e.getMessage());
      System.err.println("hint: clawnetd --help");
      System.exit(USAGE);
    }
    if (CommandLine.printHelpIfRequested(commandLine.getParseResult())) {
      return;
    }
    System.exit(new Main(System.getenv(), options).run(args));
  }

  private int run(String[] args) throws InterruptedException {
    Optional<BackgroundChild> child = BackgroundChild.find(environment);
    StartListener listener =
        child.isPresent() ? child.get().listener() : new TerminalListener(System.out, System.err);
    try {
      NodeHome home = NodeHome.find(options.dataDir, options.dev, environment);
      LoadedConfig config = new ConfigReader(environment).read(home, options.settings());
      List<String> refusals = config.config().startRefusals();
      if (!refusals.isEmpty()) {
        throw new StartException(String.join("\n", refusals));
      }
      if (child.isEmpty() && !options.staysInForeground()) {
        return inBackground(config, args);
      }
      return inForeground(config, listener, passphrase(home, child));
    } catch (StartException | ConfigException e) {
      listener.failed(String.valueOf(e.getMessage()));
      return ENVIRONMENT;
    } catch (IOException e) {
      listener.failed(e.getMessage() == null ? e.toString() : e.getMessage());
      return ENVIRONMENT;
    }
  }

  private Optional<Passphrase> passphrase(NodeHome home, Optional<BackgroundChild> child)
      throws IOException, StartException {
    Unlocking unlocking = new Unlocking(options, environment);
    Optional<Passphrase> given = unlocking.given();
    if (options.dev) {
      return Optional.of(DevHome.prepare(home, given, new SecureRandom(), InstantSource.system()));
    }
    if (given.isPresent()) {
      return given;
    }
    return child.isPresent()
        ? Unlocking.handedOver(System.in)
        : unlocking.asked().map(Passphrase::of);
  }

  private int inBackground(LoadedConfig config, String[] args)
      throws IOException, StartException, InterruptedException {
    Unlocking unlocking = new Unlocking(options, environment);
    boolean mayAsk = !options.dev && unlocking.given().isEmpty();
    char[] typed = mayAsk ? unlocking.asked().orElse(new char[0]) : new char[0];
    Path output = config.config().logging().file().resolveSibling("clawnetd.out");
    boolean ready =
        new BackgroundStart(config.home().root(), output, BackgroundStart.LIMIT)
            .run(Relaunch.command(List.of(args)), typed, System.out, System.err);
    return ready ? 0 : ENVIRONMENT;
  }

  private int inForeground(
      LoadedConfig config, StartListener listener, Optional<Passphrase> passphrase)
      throws IOException, StartException, InterruptedException {
    LogSetup.start(config.config().logging(), options.foreground);
    GracefulStop process = new GracefulStop(GracefulStop.LIMIT);
    process.onStop("log", LogSetup::stop);
    process.install();
    Optional<NodeIdentity> identity = Optional.empty();
    try {
      boolean again = true;
      while (again) {
        GracefulStop stop = new GracefulStop(GracefulStop.LIMIT);
        process.onStop("node", stop::stop);
        Node node = new Node(config, options.dev, environment, stop, identity);
        node.start(identity.isEmpty() ? listener : new SilentListener(), passphrase);
        stop.awaitRequest();
        again = stop.wantsRestart();
        stop.stop();
        identity = node.identity();
      }
    } finally {
      process.stop();
      identity.ifPresent(it -> it.vault().lock());
    }
    return 0;
  }
}
