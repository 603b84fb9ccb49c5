package network.clawnet.daemon.http.node;

import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import network.clawnet.daemon.http.Answer;
import network.clawnet.daemon.http.Call;
import network.clawnet.daemon.http.Endpoint;
import network.clawnet.daemon.http.Route;

/** {@code GET /api/openapi.json}: the hand-kept description of this API, read when asked for. */
public record GetOpenApi() implements Route {
  /** Where the document is on the class path. */
  public static final String RESOURCE = "/network/clawnet/daemon/http/openapi.json";

  @Override
  public Endpoint endpoint() {
    return Endpoint.get("/api/openapi.json");
  }

  @Override
  public CompletableFuture<Answer> handle(Call call) throws IOException {
    try (InputStream in = GetOpenApi.class.getResourceAsStream(RESOURCE)) {
      byte[] document = Objects.requireNonNull(in, "the build left out " + RESOURCE).readAllBytes();
      return CompletableFuture.completedFuture(new Answer.Text(200, Answer.JSON, document));
    }
  }
}
