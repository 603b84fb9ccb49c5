package network.clawnet.cli.command;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import network.clawnet.cli.client.Endpoint;
import network.clawnet.cli.output.ExitCode;
import network.clawnet.cli.output.Failure;
import network.clawnet.core.codec.DecodeException;
import network.clawnet.core.config.NodeHome;

/**
 * Finds out where the node listens: {@code --api}, {@code --socket}, {@code --data-dir}, then
 * CLAWNET_API_URL, CLAWNET_DATA_DIR, then ~/.clawnet.
 *
 * <p>In a data directory the Unix socket is preferred: it needs no look at the configuration, which
 * is read only when it is needed.
 */
final class NodeFinder {
  private static final int MAX_TOKEN_BYTES = 4_096;

  private NodeFinder() {}

  static NodeAccess find(Call call) throws Failure {
    int given = 0;
    for (String name : List.of("--api", "--socket", "--data-dir")) {
      given += call.option(name).isPresent() ? 1 : 0;
    }
    if (given > 1) {
      throw call.usage(call.text("usage.twoNodes"));
    }
    Optional<String> token = token(call);
    Optional<String> url = call.option("--api");
    if (url.isPresent()) {
      return NodeAccess.fixed(call.shell().time(), endpoint(call, url.get()), token);
    }
    Optional<String> socket = call.option("--socket");
    if (socket.isPresent()) {
      Endpoint endpoint = new Endpoint.Unix(call.path(socket.get()));
      return NodeAccess.fixed(call.shell().time(), endpoint, token);
    }
    String fromEnvironment = call.shell().environment().get("CLAWNET_API_URL");
    if (call.option("--data-dir").isEmpty()
        && fromEnvironment != null
        && !fromEnvironment.isEmpty()) {
      return NodeAccess.fixed(call.shell().time(), endpoint(call, fromEnvironment), token);
    }
    return atHome(call, token);
  }

  private static NodeAccess atHome(Call call, Optional<String> token) throws Failure {
    NodeHome home = call.home();
    Path socket = home.socket();
    ConfiguredApi configured = new ConfiguredApi(call, home);
    if (Files.exists(socket)) {
      Endpoint unix = new Endpoint.Unix(socket);
      return new NodeAccess(call.shell().time(), unix, token, configured);
    }
    return new NodeAccess(call.shell().time(), configured.endpoint(), token, configured);
  }

  private static Endpoint endpoint(Call call, String url) throws Failure {
    try {
      return Endpoint.parse(url);
    } catch (DecodeException e) {
      throw call.usage(String.valueOf(e.getMessage()));
    }
  }

  private static Optional<String> token(Call call) throws Failure {
    Optional<String> file = call.option("--token-file");
    if (file.isEmpty()) {
      String token = call.shell().environment().get("CLAWNET_API_TOKEN");
      if (token == null || token.isEmpty()) {
        return Optional.empty();
      }
      return Optional.of(checked(call, token, "CLAWNET_API_TOKEN"));
    }
    return Optional.of(tokenIn(call, call.path(file.get())));
  }

  /** Returns the token that a file holds. */
  static String tokenIn(Call call, Path path) throws Failure {
    try {
      String text = new String(SmallFile.read(path, MAX_TOKEN_BYTES), StandardCharsets.UTF_8);
      return checked(call, text.strip(), path.toString());
    } catch (IOException e) {
      throw call.file(path, e);
    }
  }

  private static String checked(Call call, String token, String source) throws Failure {
    boolean visible = !token.isEmpty();
    for (int i = 0; i < token.length(); i++) {
      visible &= token.charAt(i) > 0x20 && token.charAt(i) < 0x7f;
    }
    if (!visible) {
      throw new Failure(ExitCode.ENVIRONMENT, "FILE", call.text("file.token", source), null);
    }
    return token;
  }
}
