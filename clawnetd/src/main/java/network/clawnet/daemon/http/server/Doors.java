package network.clawnet.daemon.http.server;

import java.nio.file.Path;
import java.util.Set;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.http.UriCompliance.Violation;
import org.eclipse.jetty.server.AbstractConnector;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.unixdomain.server.UnixDomainServerConnector;

/** Makes the ways in: TCP and the Unix socket, with the limits that both have. */
final class Doors {
  /** Connections that the kernel completes while the node is busy accepting others. */
  /** What is kept open without a request holds up a stop for no more than this part of its time. */
  private static final int IDLE_PART_OF_STOP = 20;

  private static final int BACKLOG = 1_024;

  private static final int SELECTORS = 1;

  private final Server server;
  private final HttpLimits limits;
  private final SlowHeads slowHeads;

  Doors(Server server, HttpLimits limits) {
    this.server = server;
    this.limits = limits;
    this.slowHeads = new SlowHeads(server.getScheduler(), limits.timeouts().head());
    server.addEventListener(new OnStarted(slowHeads::start));
  }

  /** Returns the TCP connector; it stops accepting while the limit of connections is reached. */
  ServerConnector tcp(String host, int port) {
    ServerConnector connector =
        new ServerConnector(server, 1, SELECTORS, new HttpConnectionFactory(http()));
    connector.setHost(host);
    connector.setPort(port);
    connector.setAcceptQueueSize(BACKLOG);
    connector.setReuseAddress(true);
    connector.addBean(new NetworkConnectionLimit(limits.maxConnections(), connector));
    return limited(connector);
  }

  /** Returns the connector of the Unix socket; its own, so that a full TCP side leaves it free. */
  UnixDomainServerConnector socket(Path path) {
    HttpConfiguration http = http();
    http.addCustomizer(
        (request, headers) -> {
          request.setAttribute(HttpApi.OVER_SOCKET, true);
          return request;
        });
    UnixDomainServerConnector connector =
        new UnixDomainServerConnector(server, 1, SELECTORS, new HttpConnectionFactory(http));
    connector.setUnixDomainPath(path);
    connector.setAcceptQueueSize(BACKLOG);
    return limited(connector);
  }

  private <C extends AbstractConnector> C limited(C connector) {
    connector.setIdleTimeout(limits.timeouts().idle().toMillis());
    connector.setShutdownIdleTimeout(limits.timeouts().stop().toMillis() / IDLE_PART_OF_STOP);
    connector.addBean(slowHeads);
    return connector;
  }

  private HttpConfiguration http() {
    HttpConfiguration http = new HttpConfiguration();
    http.setSendServerVersion(false);
    http.setSendDateHeader(false);
    http.setRequestHeaderSize(limits.maxHeadBytes());
    // Jetty's cache would else give a header the spelling that an earlier one had on the
    // connection:
    // tokens and idempotency keys that differ in case would be taken for each other.
    http.setHeaderCacheCaseSensitive(true);
    // Placeholders such as {agent-id} come as they are from a shell; routes refuse them with a
    // hint.
    http.setUriCompliance(UriCompliance.from(Set.of(Violation.ILLEGAL_PATH_CHARACTERS)));
    return http;
  }
}
