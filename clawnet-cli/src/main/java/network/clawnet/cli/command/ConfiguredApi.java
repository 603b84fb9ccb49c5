package network.clawnet.cli.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import network.clawnet.cli.client.Endpoint;
import network.clawnet.cli.output.ExitCode;
import network.clawnet.cli.output.Failure;
import network.clawnet.core.config.ApiSection;
import network.clawnet.core.config.ConfigException;
import network.clawnet.core.config.ConfigReader;
import network.clawnet.core.config.LoadedConfig;
import network.clawnet.core.config.NodeHome;
import org.jspecify.annotations.Nullable;

/** What the configuration in a data directory says about the API. Read when first asked. */
final class ConfiguredApi {
  private static final Endpoint STANDARD = new Endpoint.Tcp("127.0.0.1", ApiSection.DEFAULT_PORT);

  private final Call call;
  private final NodeHome home;
  private @Nullable ApiSection section;

  ConfiguredApi(Call call, NodeHome home) {
    this.call = call;
    this.home = home;
  }

  /** Returns the Unix socket if there is one, else the TCP port. */
  Endpoint endpoint() throws Failure {
    if (isUntouched()) {
      return STANDARD;
    }
    Path socket = section().socket();
    return socket != null && Files.exists(socket) ? new Endpoint.Unix(socket) : port();
  }

  /** Returns the TCP port. */
  Endpoint port() throws Failure {
    if (isUntouched()) {
      return STANDARD;
    }
    ApiSection api = section();
    boolean any = api.host().equals("0.0.0.0") || api.host().equals("::");
    return new Endpoint.Tcp(any ? "127.0.0.1" : api.host(), api.port());
  }

  /** Returns the token that was configured, or the one that a node for trying out made itself. */
  Optional<String> token() throws Failure {
    if (!isUntouched() && section().token() != null) {
      return Optional.ofNullable(section().token());
    }
    return Files.exists(home.apiToken())
        ? Optional.of(NodeFinder.tokenIn(call, home.apiToken()))
        : Optional.empty();
  }

  /** Returns whether nothing was configured, so that there is nothing to load. */
  private boolean isUntouched() {
    for (String variable : call.shell().environment().keySet()) {
      if (variable.startsWith("CLAWNET_API")) {
        return false;
      }
    }
    return !Files.exists(home.config());
  }

  private ApiSection section() throws Failure {
    ApiSection known = section;
    if (known == null) {
      known = load(call, home).config().api();
      section = known;
    }
    return known;
  }

  /** Reads the whole configuration, or fails naming its first problem. */
  static LoadedConfig load(Call call, NodeHome home) throws Failure {
    try {
      return new ConfigReader(call.shell().environment()).read(home, Map.of());
    } catch (ConfigException e) {
      throw new Failure(
          ExitCode.ENVIRONMENT,
          "CONFIG_INVALID",
          e.problems().get(0).toString(),
          call.text("config.invalid.hint"));
    } catch (IOException e) {
      throw call.file(home.config(), e);
    }
  }
}
