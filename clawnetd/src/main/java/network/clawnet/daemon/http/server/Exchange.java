package network.clawnet.daemon.http.server;

import io.javalin.http.Context;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import network.clawnet.core.codec.CanonicalJson;
import network.clawnet.core.codec.DecodeException;
import network.clawnet.core.codec.Json;
import network.clawnet.core.codec.JsonFields;
import network.clawnet.core.codec.JsonParser;
import network.clawnet.daemon.app.AppCodes;
import network.clawnet.daemon.app.Caller;
import network.clawnet.daemon.app.Refused;
import network.clawnet.daemon.http.Answer;
import network.clawnet.daemon.http.Body;
import network.clawnet.daemon.http.Call;
import network.clawnet.daemon.http.Endpoint;
import network.clawnet.daemon.http.Query;
import network.clawnet.daemon.http.Route;

/**
 * One request with a known route: scope, read-only mode, query, content type, size, JSON, unknown
 * members, the route itself, its answer. No thread is held while the body or the answer is awaited.
 */
final class Exchange {
  private static final Pattern VISIBLE_ASCII = Pattern.compile("[!-~]{1,128}");

  private final Context context;
  private final Route route;
  private final Endpoint endpoint;
  private final Caller caller;
  private final Settings settings;

  /** A route and its endpoint, which is made once and not for each request. */
  record Served(Route route, Endpoint endpoint) {}

  /** What is the same for all requests. */
  record Settings(boolean readonly, HttpLimits limits, Executor executor) {}

  Exchange(Context context, Served served, Caller caller, Settings settings) {
    this.context = context;
    this.route = served.route();
    this.endpoint = served.endpoint();
    this.caller = caller;
    this.settings = settings;
  }

  /** Answers, at once or later. */
  void run() throws Refused, DecodeException, IOException {
    checkPermission();
    if (!endpoint.takesBody()) {
      finish(call(new byte[0]));
      return;
    }
    RequestBody.check(context.req(), endpoint, settings.limits().maxBodyBytes());
    Optional<byte[]> ready = RequestBody.ready(context.req());
    if (ready.isPresent()) {
      finish(call(ready.get()));
    } else {
      context.future(() -> later(collect().thenComposeAsync(this::callLater, settings.executor())));
    }
  }

  private void checkPermission() throws Refused, DecodeException {
    if (endpoint.scope().isPresent()) {
      Call.require(caller, endpoint.scope().get());
    }
    if (endpoint.changes() && settings.readonly()) {
      throw new Refused(AppCodes.READ_ONLY, "this node only answers queries: api.readonly is on");
    }
    if (endpoint.changes()) {
      query().only(endpoint.query());
    }
  }

  private CompletableFuture<byte[]> collect() {
    try {
      return RequestBody.collect(
          context.req(), settings.limits().maxBodyBytes(), settings.limits().timeouts().body());
    } catch (IOException e) {
      return CompletableFuture.failedFuture(e);
    }
  }

  private CompletableFuture<Answer> callLater(byte[] body) {
    try {
      return call(body);
    } catch (Refused | DecodeException | IOException | RuntimeException e) {
      return CompletableFuture.failedFuture(e);
    }
  }

  private CompletableFuture<Answer> call(byte[] body) throws Refused, DecodeException, IOException {
    Call call = new Call(endpoint, caller, context.pathParamMap(), query(), parse(body), headers());
    return route.handle(call);
  }

  private Query query() {
    return new Query(context.queryParamMap());
  }

  private Body parse(byte[] bytes) throws DecodeException {
    if (bytes.length == 0) {
      return Body.EMPTY;
    }
    if (endpoint.lines() && RequestBody.isLines(context.req())) {
      return Body.ofLines(bytes);
    }
    Json.Obj object = JsonParser.parseObject(bytes);
    new JsonFields(object).only(endpoint.members());
    return new Body(object, bytes);
  }

  private Call.Headers headers() throws DecodeException {
    String key = context.header("Idempotency-Key");
    if (key != null && !VISIBLE_ASCII.matcher(key).matches()) {
      throw new DecodeException("Idempotency-Key must be 1 to 128 visible ASCII characters");
    }
    return new Call.Headers(key, context.header("Prefer"));
  }

  private void finish(CompletableFuture<Answer> answer) {
    if (!answer.isDone()) {
      context.future(() -> later(answer));
      return;
    }
    Answer there = answer.exceptionally(this::fault).join();
    if (there instanceof Answer.Lines || there instanceof Answer.Eventually) {
      context.future(() -> written(there));
      return;
    }
    Answer.Text text = text(computed(there));
    if (LargeAnswer.is(context, text)) {
      context.future(() -> LargeAnswer.send(context, text));
    } else {
      write(context, text);
    }
  }

  private Answer fault(Throwable fault) {
    return Faults.answer(fault, endpoint.toString());
  }

  private Answer computed(Answer answer) {
    if (!(answer instanceof Answer.Computed computed)) {
      return answer;
    }
    try {
      return computed.work().call();
    } catch (Exception e) {
      return fault(e);
    }
  }

  /** Writes the answer on a thread of the server, never on the one that completes the future. */
  private CompletableFuture<?> later(CompletableFuture<Answer> answer) {
    long millis = settings.limits().timeouts().answer().toMillis();
    return answer
        .copy()
        .orTimeout(millis, TimeUnit.MILLISECONDS)
        .exceptionally(this::fault)
        .thenComposeAsync(this::written, settings.executor());
  }

  private CompletableFuture<?> written(Answer answer) {
    if (answer instanceof Answer.Lines lines) {
      return stream(lines);
    }
    if (answer instanceof Answer.Eventually eventually) {
      return eventually
          .answer()
          .exceptionally(this::fault)
          .thenComposeAsync(this::written, settings.executor());
    }
    Answer.Text text = text(computed(answer));
    if (LargeAnswer.is(context, text)) {
      return LargeAnswer.send(context, text);
    }
    write(context, text);
    return CompletableFuture.completedFuture(true);
  }

  private CompletableFuture<?> stream(Answer.Lines lines) {
    context.contentType(LinesWriter.CONTENT_TYPE);
    LinesWriter writer = new LinesWriter(context.res(), settings.executor());
    return lines
        .source()
        .apply(writer::offer)
        .exceptionally(fault -> errorLine(fault(fault)))
        .thenAcceptAsync(writer::last, settings.executor());
  }

  private static Json.Obj errorLine(Answer answer) {
    return answer instanceof Answer.Document document ? document.body() : Json.Obj.EMPTY;
  }

  /** Hands an answer that is there to the server. */
  static void write(Context context, Answer answer) {
    context.status(answer.status());
    if (answer.status() == 408 || answer.status() == 413) {
      // What is left of the body is not read, so nothing can follow it.
      context.header("Connection", "close");
    }
    Answer.Text text = text(answer);
    context.contentType(text.contentType());
    context.result(text.bytes());
  }

  /** Returns an answer that is there as the bytes to send. */
  private static Answer.Text text(Answer answer) {
    if (answer instanceof Answer.Document document) {
      byte[] bytes = CanonicalJson.encode(document.body());
      return new Answer.Text(document.status(), Answer.JSON, bytes);
    }
    if (answer instanceof Answer.Text text) {
      return text;
    }
    throw new IllegalStateException("this answer is not there yet");
  }
}
