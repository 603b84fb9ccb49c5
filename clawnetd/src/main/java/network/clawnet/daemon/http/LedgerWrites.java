package network.clawnet.daemon.http;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import network.clawnet.core.codec.DecodeException;
import network.clawnet.core.codec.Json;
import network.clawnet.core.event.Cosign;
import network.clawnet.core.identity.Did;
import network.clawnet.daemon.app.AccountKeys;
import network.clawnet.daemon.app.Intent;
import network.clawnet.daemon.app.Refused;
import network.clawnet.daemon.app.Submission;
import network.clawnet.daemon.app.SubmitOptions;
import network.clawnet.daemon.app.Transactions;
import org.jspecify.annotations.Nullable;

/** What every route does that puts one event on the ledger. Source: docs/api.md, "Writes". */
public final class LedgerWrites {
  /** Members that each of these routes takes besides its own. */
  public static final Set<String> COMMON =
      Set.of("did", "passphrase", "nonce", "fee", "prev", "ts");

  /** Query parameters of each of these routes. */
  public static final Set<String> QUERY = Set.of("wait", "timeout", "dryRun");

  static final int DEFAULT_WAIT_SECONDS = 30;
  static final int MAX_WAIT_SECONDS = 60;
  private static final Pattern PREFER_WAIT =
      Pattern.compile("(?i)(?:^|[,;])\\s*wait\\s*=\\s*([0-9]{1,9})\\s*(?:$|[,;])");

  private final Transactions transactions;
  private final AccountKeys accounts;
  private final Executor executor;

  /** Makes the answer of a route out of what became of its event. */
  @FunctionalInterface
  public interface Reply {
    Answer to(Submission submission) throws Exception;
  }

  /** What a route adds to the common members. */
  public record Action(String type, Json.Obj payload, List<Cosign> cosign) {
    public Action(String type, Json.Obj payload) {
      this(type, payload, List.of());
    }
  }

  /**
   * Makes the common part of write routes.
   *
   * @param executor threads for what comes later than its call
   */
  public LedgerWrites(Transactions transactions, AccountKeys accounts, Executor executor) {
    this.transactions = transactions;
    this.accounts = accounts;
    this.executor = executor;
  }

  /** Returns the threads for what comes later than its call. */
  public Executor executor() {
    return executor;
  }

  /** Returns the account that acts: {@code did}, or its default. */
  public Did issuer(Call call) throws DecodeException, Refused {
    return call.actingFor(call.body().optionalAccount("did"), accounts.own());
  }

  /** Submits, or only tries where {@code dryRun} says so. */
  public CompletableFuture<Answer> run(Call call, Action action, Reply reply)
      throws DecodeException, Refused {
    boolean dryRun = call.query().flag("dryRun");
    Intent intent = intent(call, action);
    SubmitOptions options = options(call);
    if (dryRun) {
      return transactions.dryRun(intent, options).thenApply(LedgerWrites::dryRun);
    }
    return answer(transactions.submit(intent, options), reply);
  }

  /** Turns a submission into the route's answer, which may read the disk. */
  public CompletableFuture<Answer> answer(CompletableFuture<Submission> submission, Reply reply) {
    return submission.thenApply(done -> new Answer.Computed(() -> reply.to(done)));
  }

  private Intent intent(Call call, Action action) throws DecodeException, Refused {
    Body body = call.body();
    return new Intent(
        issuer(call),
        action.type(),
        action.payload(),
        body.optionalInteger("nonce", 1, Json.Num.MAX),
        body.optionalAmount("fee"),
        body.optionalHash("prev"),
        body.optionalInteger("ts", 0, Json.Num.MAX),
        action.cosign());
  }

  /** Returns how to submit, from query, headers and passphrase. */
  public static SubmitOptions options(Call call) throws DecodeException {
    return new SubmitOptions(
        call.caller(),
        call.body().optionalPassphrase("passphrase"),
        call.idempotency(),
        waitFor(call));
  }

  /** Returns how to submit an event that needs no passphrase because it is signed. */
  public static SubmitOptions signedOptions(Call call) throws DecodeException {
    return new SubmitOptions(call.caller(), null, call.idempotency(), waitFor(call));
  }

  private static Optional<Duration> waitFor(Call call) throws DecodeException {
    Optional<String> wait = call.query().text("wait");
    if (wait.isPresent() && !wait.get().equals("final")) {
      throw new DecodeException("query parameter \"wait\" can only be \"final\"");
    }
    long seconds = call.query().integer("timeout", DEFAULT_WAIT_SECONDS, 1, MAX_WAIT_SECONDS);
    if (wait.isPresent()) {
      return Optional.of(Duration.ofSeconds(seconds));
    }
    if (call.query().text("timeout").isPresent()) {
      throw new DecodeException("query parameter \"timeout\" needs wait=final");
    }
    return preferred(call.headers().prefer());
  }

  private static Optional<Duration> preferred(@Nullable String prefer) {
    if (prefer == null) {
      return Optional.empty();
    }
    Matcher matcher = PREFER_WAIT.matcher(prefer);
    if (!matcher.find()) {
      return Optional.empty();
    }
    long seconds = Math.min(Long.parseLong(matcher.group(1)), MAX_WAIT_SECONDS);
    return seconds == 0 ? Optional.empty() : Optional.of(Duration.ofSeconds(seconds));
  }

  /** Starts the answer of a write with what all of them say. */
  public static Json.Builder receipt(Submission done) {
    return Json.object()
        .put("txHash", "0x" + done.hash().hex())
        .put("status", done.isFinal() ? "final" : "broadcast")
        .put("height", Body.number(done.height()))
        .put("nonce", done.nonce())
        .put("fee", done.fee().value())
        .put("timestamp", done.timestamp());
  }

  private static Answer dryRun(Transactions.DryRun result) {
    return Answer.ok(
        Json.object()
            .put("dryRun", true)
            .put("valid", true)
            .put("fee", result.fee().value())
            .put("total", result.total().value())
            .put("holds", result.holds().value())
            .put("nonce", result.nonce())
            .put("balanceAfter", result.balanceAfter().value())
            .build());
  }
}
