package network.clawnet.acceptance;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import network.clawnet.core.codec.CanonicalJson;
import network.clawnet.core.codec.Json;

/** The HTTP API of one node, as any client sees it. */
final class Api {
  private static final Duration LIMIT = Duration.ofSeconds(90);

  private final HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(10))
          .build();
  private final int port;

  Api(int port) {
    this.port = port;
  }

  int port() {
    return port;
  }

  /** Asks; fails if nobody answers. */
  Reply get(String path) {
    return answered(path, request(path).GET());
  }

  /** Writes; fails if nobody answers. */
  Reply post(String path, Json.Obj body) {
    return post(path, CanonicalJson.encode(body));
  }

  /** Writes bytes that may be no JSON. */
  Reply post(String path, byte[] body) {
    return answered(
        path,
        request(path)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofByteArray(body)));
  }

  /** Asks without reading the answer as JSON; returns the status. */
  int status(String path) throws IOException {
    return send(request(path).GET()).statusCode();
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path)).timeout(LIMIT);
  }

  private Reply answered(String path, HttpRequest.Builder request) {
    try {
      HttpResponse<byte[]> response = send(request);
      return Reply.of(path, response.statusCode(), response.body());
    } catch (IOException e) {
      throw new AssertionError("no answer to " + path, e);
    }
  }

  private HttpResponse<byte[]> send(HttpRequest.Builder request) throws IOException {
    try {
      return client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }
}
