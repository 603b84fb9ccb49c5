package network.clawnet.cli.command;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import network.clawnet.cli.client.BadAnswer;
import network.clawnet.cli.client.ConnectFailed;
import network.clawnet.cli.client.Endpoint;
import network.clawnet.cli.client.HttpClient;
import network.clawnet.cli.client.HttpRequest;
import network.clawnet.cli.client.HttpResponse;
import network.clawnet.cli.client.LineSink;
import network.clawnet.cli.output.Failure;
import org.jspecify.annotations.Nullable;

/**
 * Carries requests to one node: adds the token, turns to the configured port when the socket is
 * stale, and repeats a request whose connection was lost.
 *
 * <p>Repeating is safe because reads change nothing and every write that is repeated carries an
 * Idempotency-Key.
 */
final class NodeAccess {
  private static final int UNAUTHORIZED = 401;

  /** Waits before each repetition, in milliseconds. */
  private static final long[] PAUSES_MILLIS = {200, 500, 1_000, 2_000, 4_000};

  private final Shell.Time time;
  private final @Nullable ConfiguredApi configured;
  private HttpClient client;
  private Optional<String> token;
  private boolean fellBack;

  NodeAccess(
      Shell.Time time,
      Endpoint endpoint,
      Optional<String> token,
      @Nullable ConfiguredApi configured) {
    this.time = time;
    this.client = new HttpClient(endpoint);
    this.token = token;
    this.configured = configured;
  }

  /** Creates access to an endpoint that a person named: no other is tried, no token sought. */
  static NodeAccess fixed(Shell.Time time, Endpoint endpoint, Optional<String> token) {
    return new NodeAccess(time, endpoint, token, null);
  }

  String place() {
    return client.endpoint().text();
  }

  /**
   * Sends a request, repeating it when the connection is lost.
   *
   * @throws ConnectFailed if no node listens
   * @throws IOException if the outcome is unknown
   */
  HttpResponse exchange(Request request, Duration timeout) throws IOException, Failure {
    for (int attempt = 0; ; attempt++) {
      try {
        return authorized(request, timeout, null);
      } catch (ConnectFailed e) {
        if (attempt == 0) {
          throw e;
        }
        pauseOrGiveUp(attempt, e);
      } catch (BadAnswer | java.net.SocketTimeoutException e) {
        throw e;
      } catch (IOException e) {
        pauseOrGiveUp(attempt, e);
      }
    }
  }

  /**
   * Sends a request that must not be carried out twice; never repeated.
   *
   * @throws ConnectFailed if no node listens
   * @throws IOException if the outcome is unknown
   */
  HttpResponse once(Request request, Duration timeout) throws IOException, Failure {
    return authorized(request, timeout, null);
  }

  /** Sends a request whose answer is a stream of lines; never repeated. */
  HttpResponse stream(Request request, Duration idle, LineSink sink) throws IOException, Failure {
    return authorized(request, idle, sink);
  }

  private void pauseOrGiveUp(int attempt, IOException fault) throws IOException {
    if (attempt >= PAUSES_MILLIS.length) {
      throw new IOException(fault.getMessage());
    }
    time.pauseMillis(PAUSES_MILLIS[attempt]);
  }

  private HttpResponse authorized(Request request, Duration timeout, @Nullable LineSink sink)
      throws IOException, Failure {
    HttpResponse response = reachable(request, timeout, sink);
    if (response.status() != UNAUTHORIZED || token.isPresent() || configured == null) {
      return response;
    }
    token = configured.token();
    return token.isEmpty() ? response : reachable(request, timeout, sink);
  }

  private HttpResponse reachable(Request request, Duration timeout, @Nullable LineSink sink)
      throws IOException, Failure {
    try {
      return send(request, timeout, sink);
    } catch (ConnectFailed e) {
      if (fellBack || configured == null || client.endpoint() instanceof Endpoint.Tcp) {
        throw e;
      }
      // a socket file stays behind when a node is killed; the next one may have none
      fellBack = true;
      client = new HttpClient(configured.port());
      return send(request, timeout, sink);
    }
  }

  private HttpResponse send(Request request, Duration timeout, @Nullable LineSink sink)
      throws IOException {
    HttpRequest signed = request.withToken(token);
    return sink == null ? client.exchange(signed, timeout) : client.stream(signed, timeout, sink);
  }

  /** A request before the token is added. */
  interface Request {
    HttpRequest withToken(Optional<String> token);
  }
}
