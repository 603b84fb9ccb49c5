package network.clawnet.cli.command.ledger;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import network.clawnet.cli.command.Answer;
import network.clawnet.cli.command.Call;
import network.clawnet.cli.command.Command;
import network.clawnet.cli.command.Syntax;
import network.clawnet.cli.command.Target;
import network.clawnet.cli.output.ExitCode;
import network.clawnet.cli.output.Failure;
import network.clawnet.cli.output.Fields;
import network.clawnet.core.codec.Json;

/** {@code clawnet verify}: executes the whole ledger again and compares every state root. */
public final class VerifyCommand implements Command {
  @Override
  public String name() {
    return "verify";
  }

  @Override
  public void define(Syntax syntax) {}

  @Override
  public ExitCode run(Call call) throws Failure, IOException {
    LastLine last = new LastLine(call);
    call.node().stream(
        Target.of("/api/ledger/verify").query("progress", "true"), Json.Obj.EMPTY, last);
    Answer report = last.report();
    boolean ok = Answer.isTrue(report.body(), "ok");
    call.show(report, lines(call, report));
    if (ok) {
      return ExitCode.OK;
    }
    call.output().note(call.text("verify.hint"));
    return ExitCode.REFUSED;
  }

  private static List<String> lines(Call call, Answer report) {
    boolean ok = Answer.isTrue(report.body(), "ok");
    List<String> lines = new ArrayList<>();
    lines.add(call.text(ok ? "verify.ok" : "verify.mismatch"));
    Fields fields =
        new Fields()
            .add(call.text("verify.blocks"), report.text("blocks"))
            .add(call.text("verify.events"), report.text("events"))
            .add(call.text("verify.head"), report.text("head"))
            .add(call.text("block.stateRoot"), report.text("stateRoot"))
            .add(call.text("verify.seconds"), report.text("seconds"));
    if (report.body().get("firstMismatch") instanceof Json.Obj mismatch) {
      fields
          .add(call.text("verify.firstMismatch"), Answer.text(mismatch, "height"))
          .add(call.text("verify.expected"), Answer.text(mismatch, "expected"))
          .add(call.text("verify.actual"), Answer.text(mismatch, "actual"));
    }
    lines.addAll(fields.lines());
    return lines;
  }
}
