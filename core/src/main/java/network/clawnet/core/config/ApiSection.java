package network.clawnet.core.config;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * How local programs reach the node.
 *
 * @param enabled false opens neither TCP port nor socket
 * @param host the address to listen on; one that is not loopback needs a token or {@code
 *     trustGateway}
 * @param port TCP port, 0 to 65535; 0 means any free one
 * @param token the secret that callers send, already read from {@code tokenFile} if that is set;
 *     null means that none is asked for
 * @param tokenFile where the token came from, or null
 * @param socket path of the Unix socket, or null for none
 * @param access what callers may do
 */
public record ApiSection(
    boolean enabled,
    String host,
    int port,
    @Nullable String token,
    @Nullable Path tokenFile,
    @Nullable Path socket,
    Access access) {
  /** The standard port. */
  public static final int DEFAULT_PORT = 9528;

  static final int MAX_TOKEN_CHARS = 256;

  /**
   * What callers may do.
   *
   * @param trustGateway accept the default gateway like a loopback peer: for containers only
   * @param readonly refuse every write
   */
  public record Access(boolean trustGateway, boolean readonly) {}

  public ApiSection {
    Values.checkPort(port);
    if (enabled && !Values.isLoopback(host) && token == null && !access.trustGateway()) {
      throw new IllegalArgumentException(
          "listening on "
              + host
              + " opens the wallet to other machines: set api.token or api.tokenFile,"
              + " or api.trustGateway inside a container, or use 127.0.0.1");
    }
  }

  /** Returns whether writes are refused. */
  public boolean readonly() {
    return access.readonly();
  }

  /** Returns whether the default gateway counts as local. */
  public boolean trustGateway() {
    return access.trustGateway();
  }

  /** Returns the base URL for a client on this machine. */
  public String url() {
    boolean any = host.equals("0.0.0.0") || host.equals("::");
    String name = any ? "127.0.0.1" : host;
    return "http://" + (name.contains(":") ? "[" + name + "]" : name) + ":" + port;
  }

  /** Keeps the token out of logs. */
  @Override
  public String toString() {
    return "ApiSection[" + (enabled ? url() : "off") + ", token=" + (token != null) + "]";
  }
}
