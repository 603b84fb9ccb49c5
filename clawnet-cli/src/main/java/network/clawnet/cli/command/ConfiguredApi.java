package network.clawnet.cli.command;

import java.nio.file.Path;
import java.util.Optional;
import network.clawnet.cli.client.Endpoint;

/** What the configuration in a data directory says about the API. Read when first asked. */
final class ConfiguredApi {
  ConfiguredApi(Call call, Path home) {}

  Endpoint endpoint() {
    return new Endpoint.Tcp("127.0.0.1", 9528);
  }

  Optional<String> token() {
    return Optional.empty();
  }
}
