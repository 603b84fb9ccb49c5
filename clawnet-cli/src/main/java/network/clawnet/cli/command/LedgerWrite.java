package network.clawnet.cli.command;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import network.clawnet.cli.output.ExitCode;
import network.clawnet.cli.output.Failure;
import network.clawnet.cli.output.Fields;
import network.clawnet.core.codec.Json;

/** Sends a write to the ledger: common members, waiting for the end, unlocking on the way. */
public final class LedgerWrite {
  private static final int DEFAULT_WAIT_SECONDS = 30;
  private static final int MAX_WAIT_SECONDS = 60;
  private static final long MARGIN_SECONDS = 15;
  private static final int MAX_KEY_CHARS = 128;

  private final Call call;
  private final boolean dryRun;
  private final boolean waits;

  public LedgerWrite(Call call) {
    this.call = call;
    this.dryRun = call.flag("--dry-run");
    this.waits = !dryRun && !call.flag("--no-wait");
  }

  /** Adds what every ledger write may carry: account, fee and nonce. */
  public Json.Builder body() throws Failure {
    Values values = new Values(call);
    Json.Builder body = Json.object();
    values.optionalAccount("--did").ifPresent(did -> body.put("did", did));
    values.optionalAmount("--fee").ifPresent(fee -> body.put("fee", fee.longValue()));
    values
        .optionalNumber("--nonce", 1, Json.Num.MAX)
        .ifPresent(nonce -> body.put("nonce", nonce.longValue()));
    return body;
  }

  /** Sends the body; when the account is locked, asks for its passphrase and sends it again. */
  public Answer send(Target target, Json.Obj body) throws Failure, IOException {
    long seconds = waitSeconds();
    if (waits) {
      target.query("wait", "final").query("timeout", Long.toString(seconds));
    } else if (dryRun) {
      target.query("dryRun", "true");
    }
    Duration timeout = Duration.ofSeconds(seconds + MARGIN_SECONDS);
    // one key for all tries: a refused request used none, and the passphrase is no part of it
    String key = key();
    return new Passphrases(call)
        .sending(passphrase -> call.node().write(target, with(body, passphrase), key, timeout));
  }

  /** Prints a write's answer, its own fields first, and says how it ended. */
  public ExitCode finish(Answer answer, String headline, Fields own) {
    if (call.output().isJson()) {
      call.output().exact(answer.exact());
    } else if (dryRun) {
      printDryRun(answer);
    } else {
      call.output().line(headline);
      call.output().lines(withCommon(answer, own).lines());
    }
    if (waits && !"final".equals(status(answer))) {
      call.output().note(call.text("write.notFinal", String.valueOf(answer.text("txHash"))));
      return ExitCode.NOT_FINAL;
    }
    return ExitCode.OK;
  }

  private Fields withCommon(Answer answer, Fields own) {
    String height = answer.text("height");
    String status = String.valueOf(status(answer));
    return own.add(call.text("field.tx"), answer.text("txHash"))
        .add(call.text("field.fee"), answer.text("fee"))
        .add(call.text("field.nonce"), answer.text("nonce"))
        .add(
            call.text("field.status"),
            height == null
                ? call.text("status." + known(status))
                : call.text("status.finalAt", height));
  }

  private void printDryRun(Answer answer) {
    Fields fields = new Fields();
    for (String name : new String[] {"total", "fee", "holds", "nonce", "balanceAfter"}) {
      fields.add(call.text("dryRun." + name), answer.text(name));
    }
    call.output().line(call.text("dryRun.headline"));
    call.output().lines(fields.lines());
  }

  private static String known(String status) {
    return status.equals("final") || status.equals("broadcast") ? status : "pending";
  }

  private static @org.jspecify.annotations.Nullable String status(Answer answer) {
    String txStatus = answer.text("txStatus");
    return txStatus == null ? answer.text("status") : txStatus;
  }

  private static Json.Obj with(Json.Obj body, Optional<String> passphrase) {
    return passphrase.isPresent() ? body.with("passphrase", Json.of(passphrase.get())) : body;
  }

  private long waitSeconds() throws Failure {
    return new Values(call)
        .optionalNumber("--timeout", 1, MAX_WAIT_SECONDS)
        .orElse((long) DEFAULT_WAIT_SECONDS);
  }

  private String key() throws Failure {
    Optional<String> given = call.option("--idempotency-key");
    if (given.isEmpty()) {
      return call.node().newKey();
    }
    String key = given.get();
    boolean visible = key.chars().allMatch(c -> c > 0x20 && c < 0x7f);
    if (key.isEmpty() || key.length() > MAX_KEY_CHARS || !visible) {
      throw call.usage(call.text("usage.key", MAX_KEY_CHARS));
    }
    return key;
  }
}
