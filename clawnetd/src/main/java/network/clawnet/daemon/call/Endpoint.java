package network.clawnet.daemon.call;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import network.clawnet.core.crypto.Hash;
import network.clawnet.daemon.app.message.Calls;
import org.jspecify.annotations.Nullable;

/** The way to a provider's program. One owner thread; answers come on others. */
final class Endpoint {
  private static final Duration CONNECTS_WITHIN = Duration.ofSeconds(5);
  private static final Duration ANSWERS_WITHIN = Duration.ofSeconds(30);
  private static final int BAD_GATEWAY = 502;
  private static final int GATEWAY_TIMEOUT = 504;

  private @Nullable HttpClient client;

  /** Asks the program; whatever goes wrong is an answer. */
  CompletableFuture<AnswerLetter> ask(URI url, Hash lease, CallLetter call) {
    HttpRequest request =
        HttpRequest.newBuilder(url)
            .timeout(ANSWERS_WITHIN)
            .header("Content-Type", call.form().contentType())
            .header("ClawNet-Lease", lease.hex())
            .header("ClawNet-Call", call.id())
            .POST(HttpRequest.BodyPublishers.ofByteArray(call.input()))
            .build();
    return client()
        .sendAsync(request, head -> new BoundedBody(Calls.MAX_BYTES))
        .orTimeout(ANSWERS_WITHIN.toSeconds(), TimeUnit.SECONDS)
        .handle(
            (answer, fault) ->
                fault == null
                    ? new AnswerLetter(call.id(), answer.statusCode(), answer.body())
                    : fault(call.id(), fault));
  }

  /** Most nodes never need one. */
  private HttpClient client() {
    HttpClient known = client;
    if (known == null) {
      known =
          HttpClient.newBuilder()
              .version(HttpClient.Version.HTTP_1_1)
              .connectTimeout(CONNECTS_WITHIN)
              .followRedirects(HttpClient.Redirect.NEVER)
              .build();
      client = known;
    }
    return known;
  }

  private static AnswerLetter fault(String id, Throwable fault) {
    Throwable inner = fault instanceof CompletionException ? fault.getCause() : null;
    Throwable cause = inner == null ? fault : inner;
    boolean late = cause instanceof HttpTimeoutException || cause instanceof TimeoutException;
    int status = late ? GATEWAY_TIMEOUT : BAD_GATEWAY;
    return said(id, status, "the provider's program does not answer as it must");
  }

  /** Returns what a node answers by itself. */
  static AnswerLetter said(String id, int status, String why) {
    return new AnswerLetter(id, status, why.getBytes(StandardCharsets.UTF_8));
  }
}
