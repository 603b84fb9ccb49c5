package network.clawnet.daemon.http.testing;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;
import network.clawnet.core.codec.DecodeException;
import network.clawnet.core.codec.Json;
import network.clawnet.core.codec.JsonParser;
import network.clawnet.core.config.ApiSection;
import network.clawnet.daemon.health.FaultLatch;
import network.clawnet.daemon.health.Health;
import network.clawnet.daemon.http.feed.EventSocket;
import network.clawnet.daemon.http.server.HttpLimits;
import network.clawnet.daemon.http.server.HttpServer;
import network.clawnet.daemon.http.server.RouteTable;
import network.clawnet.daemon.metrics.LazyMetrics;
import network.clawnet.daemon.metrics.Metrics;
import org.jspecify.annotations.Nullable;

/** The real server on a free port in front of a {@link FakeNode}, and a client for it. */
public final class TestServer implements AutoCloseable {
  /** Short waits, so that tests of limits take a moment. */
  public static final HttpLimits QUICK =
      new HttpLimits(
          1 << 20,
          16 << 10,
          1_000,
          32,
          new HttpLimits.Timeouts(
              Duration.ofSeconds(2),
              Duration.ofMillis(700),
              Duration.ofMillis(700),
              Duration.ofSeconds(5),
              Duration.ofSeconds(2)),
          new EventSocket.Pace(
              Duration.ofMillis(300), Duration.ofMillis(700), Duration.ofMinutes(5)));

  public final FakeNode node = new FakeNode();
  public final FaultLatch faults = new FaultLatch();
  private final HttpServer server;
  private final HttpClient client = HttpClient.newHttpClient();

  /** An answer with its JSON. */
  public record Reply(int status, Json.Obj body, HttpResponse<byte[]> raw) {
    /** Returns the code of an error; an empty text for other answers. */
    public String code() {
      return body.get("error") instanceof Json.Obj error
              && error.get("code") instanceof Json.Str code
          ? code.value()
          : "";
    }

    public String message() {
      return body.get("error") instanceof Json.Obj error
              && error.get("message") instanceof Json.Str message
          ? message.value()
          : "";
    }

    /** Returns a member of the error or, if there is none, of the answer. */
    public @Nullable Json get(String name) {
      return body.get("error") instanceof Json.Obj error ? error.get(name) : body.get(name);
    }
  }

  public TestServer() throws IOException {
    this(open());
  }

  public TestServer(ApiSection config) throws IOException {
    this(config, QUICK);
  }

  public TestServer(ApiSection config, HttpLimits limits) throws IOException {
    LazyMetrics metrics =
        new LazyMetrics(
            List.of(new Metrics.Reading("ledger.height", "last final block", "", () -> 7)));
    server = new HttpServer(config, limits, node.credentials, metrics);
    server.prepare(
        RouteTable.of(node.useCases(), new Health(faults, List.of()), metrics, server.executor()),
        node.feed);
    server.start();
  }

  /** Returns a configuration on loopback without a token. */
  public static ApiSection open() {
    return config(null, null, false);
  }

  public static ApiSection withToken(String token) {
    return config(token, null, false);
  }

  public static ApiSection readonly() {
    return config(null, null, true);
  }

  public static ApiSection withSocket(Path socket, @Nullable String token) {
    return config(token, socket, false);
  }

  private static ApiSection config(
      @Nullable String token, @Nullable Path socket, boolean readonly) {
    return new ApiSection(
        true, "127.0.0.1", 0, token, null, socket, new ApiSection.Access(false, readonly));
  }

  public int port() {
    return server.port();
  }

  public Reply get(String path) {
    return send(path, request -> request.GET());
  }

  public Reply post(String path, String json) {
    return send(path, request -> json(request, json));
  }

  /** Prepares a post; callers may add headers. */
  public static HttpRequest.Builder json(HttpRequest.Builder request, String json) {
    return request
        .header("Content-Type", "application/json")
        .POST(BodyPublishers.ofString(json, StandardCharsets.UTF_8));
  }

  public Reply send(String path, UnaryOperator<HttpRequest.Builder> change) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port() + path))
            .timeout(Duration.ofSeconds(20));
    try {
      HttpResponse<byte[]> raw =
          client.send(change.apply(request).build(), BodyHandlers.ofByteArray());
      return new Reply(raw.statusCode(), object(raw), raw);
    } catch (IOException | InterruptedException e) {
      throw new AssertionError(path, e);
    }
  }

  private static Json.Obj object(HttpResponse<byte[]> raw) {
    try {
      return JsonParser.parseObject(raw.body());
    } catch (DecodeException e) {
      return Json.Obj.EMPTY;
    }
  }

  @Override
  public void close() throws IOException {
    server.stop();
  }
}
