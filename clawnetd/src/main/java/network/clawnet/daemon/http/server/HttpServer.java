package network.clawnet.daemon.http.server;

import io.javalin.Javalin;
import io.javalin.compression.CompressionStrategy;
import io.javalin.config.JavalinConfig;
import io.javalin.util.JavalinBindException;
import io.javalin.util.JavalinException;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import network.clawnet.core.config.ApiSection;
import network.clawnet.daemon.app.Credentials;
import network.clawnet.daemon.app.feed.Feed;
import network.clawnet.daemon.http.Route;
import network.clawnet.daemon.http.feed.EventSocket;
import network.clawnet.daemon.http.guard.ApiToken;
import network.clawnet.daemon.http.guard.DefaultGateway;
import network.clawnet.daemon.http.guard.Guards;
import network.clawnet.daemon.http.guard.HostNames;
import network.clawnet.daemon.http.guard.TrustedPeers;
import network.clawnet.daemon.metrics.LazyMetrics;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The node's HTTP server. With {@code api.enabled: false} it opens neither port nor socket.
 *
 * <p>Started and stopped by one thread, once.
 */
public final class HttpServer {
  private static final Logger LOG = LoggerFactory.getLogger(HttpServer.class);
  private static final int MIN_THREADS = 6;
  private static final int THREAD_IDLE_MILLIS = 60_000;

  private final ApiSection config;
  private final HttpLimits limits;
  private final Credentials credentials;
  private final LazyMetrics metrics;
  private final QueuedThreadPool threads;
  private @Nullable Javalin javalin;
  private @Nullable UnixSocket socket;
  private @Nullable EventSocket events;

  public HttpServer(
      ApiSection config, HttpLimits limits, Credentials credentials, LazyMetrics metrics) {
    this.config = config;
    this.limits = limits;
    this.credentials = credentials;
    this.metrics = metrics;
    this.threads = new QueuedThreadPool(limits.maxThreads(), MIN_THREADS, THREAD_IDLE_MILLIS);
    threads.setName("http");
    threads.setDaemon(true);
  }

  /** Returns the threads that routes may use for what comes later than their call. */
  public Executor executor() {
    return threads;
  }

  /**
   * Makes everything ready but opens nothing, so that it can be done while other parts start.
   *
   * @param feed what {@code /ws/events} tells
   * @throws IOException if the socket's path cannot be used
   */
  public void prepare(List<Route> routes, Feed feed) throws IOException {
    if (!config.enabled()) {
      return;
    }
    Path path = config.socket();
    UnixSocket unixSocket = path == null ? null : UnixSocket.at(path);
    EventSocket socketOfEvents = new EventSocket(feed, threads, limits.pace());
    javalin = Javalin.create(it -> configure(it, routes, socketOfEvents, unixSocket));
    events = socketOfEvents;
    socket = unixSocket;
  }

  /**
   * Opens port and socket, after {@link #prepare}.
   *
   * @throws IOException if one of them cannot be opened; nothing is left open
   */
  public void start() throws IOException {
    Javalin prepared = javalin;
    if (prepared == null) {
      return;
    }
    UnixSocket unixSocket = socket;
    if (unixSocket != null) {
      unixSocket.prepare();
    }
    try {
      prepared.start();
      if (unixSocket != null) {
        unixSocket.publish();
      }
    } catch (JavalinException | IOException e) {
      stop();
      throw cannotOpen(e);
    }
  }

  private IOException cannotOpen(Exception fault) {
    if (fault instanceof JavalinBindException) {
      return new IOException(
          "port "
              + config.port()
              + " on "
              + config.host()
              + " is taken or not allowed:"
              + " stop the other program, or set api.port",
          fault);
    }
    return new IOException("the HTTP API did not start: " + fault.getMessage(), fault);
  }

  private void configure(
      JavalinConfig javalin,
      List<Route> routes,
      EventSocket eventSocket,
      @Nullable UnixSocket unixSocket) {
    javalin.startup.showJavalinBanner = false;
    javalin.startup.showOldJavalinVersionWarning = false;
    javalin.startup.startupWatcherEnabled = false;
    javalin.http.prefer405over404 = true;
    javalin.http.compressionStrategy = CompressionStrategy.NONE;
    javalin.http.asyncTimeout = 0;
    javalin.jetty.threadPool = threads;
    javalin.jetty.modifyServer(server -> open(server, unixSocket));
    HttpApi api =
        new HttpApi(
            guards(), new Exchange.Settings(config.readonly(), limits, threads), this::observe);
    api.install(javalin.routes, routes);
    api.install(javalin.routes, eventSocket);
  }

  private void open(Server server, @Nullable UnixSocket unixSocket) {
    server.setErrorHandler(new JettyErrors());
    server.setStopTimeout(limits.timeouts().stop().toMillis());
    Doors doors = new Doors(server, limits);
    server.addConnector(doors.tcp(config.host(), config.port()));
    if (unixSocket != null) {
      server.addConnector(doors.socket(unixSocket.bindPath()));
    }
  }

  private Guards guards() {
    String token = config.token();
    Optional<TrustedPeers> onlyPeers =
        token == null ? Optional.of(new TrustedPeers(gateway())) : Optional.empty();
    return new Guards(
        new HostNames(config.host()),
        onlyPeers,
        Optional.ofNullable(token).map(ApiToken::new),
        credentials);
  }

  private Optional<InetAddress> gateway() {
    return config.trustGateway() ? DefaultGateway.read(DefaultGateway.ROUTES) : Optional.empty();
  }

  private void observe(String method, String route, int status, long nanos) {
    metrics.get().request(method, route, status, nanos);
  }

  /** Returns the TCP port in use; 0 if the API is off. */
  public int port() {
    return javalin == null ? 0 : javalin.port();
  }

  /** Refuses new requests, lets running ones end for a while, then closes everything. */
  public void stop() throws IOException {
    Javalin running = javalin;
    javalin = null;
    if (events != null) {
      events.close();
    }
    try {
      if (running != null) {
        running.stop();
      }
    } catch (JavalinException e) {
      // Jetty closes everything all the same; what could not end in time was cut off.
      LOG.info("api stopped while requests were running: {}", String.valueOf(e.getMessage()));
    }
    if (socket != null) {
      socket.remove();
      socket = null;
    }
  }
}
