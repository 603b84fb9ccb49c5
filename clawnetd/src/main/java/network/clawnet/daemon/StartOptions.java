package network.clawnet.daemon;

import java.util.EnumMap;
import java.util.Map;
import network.clawnet.core.config.ConfigKey;
import network.clawnet.daemon.status.Version;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The command line of {@code clawnetd}. */
@Command(
    name = "clawnetd",
    description = "Runs a ClawNet node. Without options: in the background, from ~/.clawnet.",
    sortOptions = false,
    usageHelpAutoWidth = true,
    versionProvider = StartOptions.Versions.class)
final class StartOptions {
  @Option(names = "--foreground", description = "stay in the foreground and log to the terminal")
  boolean foreground;

  @Option(names = "--background", description = "go to the background (the default, except --dev)")
  boolean background;

  @Option(
      names = "--dev",
      description =
          "a funded, unlocked node of its own network, under ~/.clawnet-dev; not for money")
  boolean dev;

  @Option(names = "--data-dir", paramLabel = "DIR", description = "instead of ~/.clawnet")
  @Nullable String dataDir;

  @Option(
      names = "--passphrase-file",
      paramLabel = "FILE",
      description = "start unlocked with the passphrase in FILE (or in CLAW_PASSPHRASE)")
  @Nullable String passphraseFile;

  @Option(names = "--no-api", description = "open no API, neither port nor socket")
  boolean noApi;

  @Option(names = "--light", description = "light node")
  boolean light;

  @Option(
      names = "--checkpoint",
      paramLabel = "EPOCH:HASH",
      description = "end of an epoch that you trust, or genesis; another history is refused")
  @Nullable String checkpoint;

  @Option(names = "--api-port", paramLabel = "N", description = "API port (9528)")
  @Nullable String apiPort;

  @Option(names = "--p2p-port", paramLabel = "N", description = "P2P port (9527)")
  @Nullable String p2pPort;

  @Option(names = "--api-token", paramLabel = "TOKEN", description = "API callers must send it")
  @Nullable String apiToken;

  @Option(names = "--api-token-file", paramLabel = "FILE", description = "file with the API token")
  @Nullable String apiTokenFile;

  @Option(names = "--api-readonly", description = "the API answers questions only")
  boolean apiReadonly;

  @Option(
      names = "--max-transfer",
      paramLabel = "N",
      description = "most Tokens that leave in one event")
  @Nullable String maxTransfer;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "print this and end")
  boolean help;

  @Option(
      names = {"-V", "--version"},
      versionHelp = true,
      description = "print the version and end")
  boolean version;

  /** Prints the version that the build wrote. */
  static final class Versions implements CommandLine.IVersionProvider {
    @Override
    public String[] getVersion() {
      return new String[] {"clawnetd v" + Version.text()};
    }
  }

  /** Returns whether the process stays with its terminal. */
  boolean staysInForeground() {
    return foreground || (dev && !background);
  }

  /** Returns what the command line says of configuration keys. */
  Map<ConfigKey, String> settings() {
    Map<ConfigKey, String> out = new EnumMap<>(ConfigKey.class);
    put(out, ConfigKey.API_PORT, apiPort);
    put(out, ConfigKey.P2P_PORT, p2pPort);
    put(out, ConfigKey.API_TOKEN, apiToken);
    put(out, ConfigKey.API_TOKEN_FILE, apiTokenFile);
    put(out, ConfigKey.MAX_TRANSFER_PER_TX, maxTransfer);
    put(out, ConfigKey.API_ENABLED, noApi ? "false" : null);
    put(out, ConfigKey.API_READONLY, apiReadonly ? "true" : null);
    put(out, ConfigKey.NODE_CHECKPOINT, checkpoint);
    put(out, ConfigKey.NODE_TYPE, light ? "light" : null);
    return out;
  }

  private static void put(Map<ConfigKey, String> out, ConfigKey key, @Nullable String value) {
    if (value != null) {
      out.put(key, value);
    }
  }
}
