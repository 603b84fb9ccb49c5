package network.clawnet.cli.command.ledger;

import network.clawnet.cli.command.Answer;
import network.clawnet.cli.command.Call;
import network.clawnet.cli.command.Command;
import network.clawnet.cli.command.Syntax;
import network.clawnet.cli.command.Target;
import network.clawnet.cli.output.ExitCode;
import network.clawnet.cli.output.Failure;
import network.clawnet.cli.output.Fields;
import network.clawnet.cli.output.Moments;
import network.clawnet.core.codec.CanonicalJson;
import network.clawnet.core.codec.Json;

/** {@code clawnet tx <hash>}: where an event stands. */
public final class TxCommand implements Command {
  private static final int HASH_DIGITS = 64;

  @Override
  public String name() {
    return "tx";
  }

  @Override
  public void define(Syntax syntax) {
    syntax.optionalArgument("<hash>");
  }

  @Override
  public ExitCode run(Call call) throws Failure {
    if (call.optionalArgument(0).isEmpty()) {
      throw call.usage(call.text("usage.missing", "<hash>"));
    }
    Target target = Target.of("/api/tx").segment(hash(call, call.argument(0)));
    Answer answer = call.node().read(target);
    Fields fields =
        new Fields()
            .add(call.text("field.tx"), answer.text("hash"))
            .add(call.text("field.status"), answer.text("status"))
            .add(call.text("field.height"), answer.text("height"))
            .add(call.text("tx.index"), answer.text("index"))
            .add(call.text("tx.reason"), answer.text("reason"))
            .add(call.text("tx.winner"), answer.text("winner"));
    if (answer.body().get("event") instanceof Json.Obj event) {
      addEvent(call, fields, event);
    }
    return call.show(answer, fields.lines());
  }

  private static void addEvent(Call call, Fields fields, Json.Obj event) {
    Json payload = event.get("payload");
    fields
        .add(call.text("tx.type"), Answer.text(event, "type"))
        .add(call.text("tx.issuer"), Answer.text(event, "issuer"))
        .add(call.text("field.nonce"), Answer.text(event, "nonce"))
        .add(call.text("field.fee"), Answer.text(event, "fee"))
        .add(call.text("tx.time"), Moments.text(Answer.number(event, "ts", 0)))
        .add(call.text("tx.payload"), payload instanceof Json.Obj ? text(payload) : null);
  }

  /** Returns the payload on one line; a foreign number form is left to {@code --json}. */
  private static String text(Json payload) {
    try {
      return CanonicalJson.text(payload);
    } catch (IllegalArgumentException e) {
      return "…";
    }
  }

  private static String hash(Call call, String text) throws Failure {
    String digits = text.startsWith("0x") ? text.substring(2) : text;
    boolean hex = digits.chars().allMatch(c -> (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'));
    if (digits.length() != HASH_DIGITS || !hex) {
      throw call.usage(call.text("usage.hash", text));
    }
    return text;
  }
}
