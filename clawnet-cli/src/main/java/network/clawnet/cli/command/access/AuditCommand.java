package network.clawnet.cli.command.access;

import java.util.List;
import network.clawnet.cli.command.Answer;
import network.clawnet.cli.command.Call;
import network.clawnet.cli.command.Command;
import network.clawnet.cli.command.Syntax;
import network.clawnet.cli.command.Target;
import network.clawnet.cli.command.Values;
import network.clawnet.cli.output.ExitCode;
import network.clawnet.cli.output.Failure;
import network.clawnet.cli.output.Moments;
import network.clawnet.cli.output.Table;
import network.clawnet.core.codec.Json;

/** {@code clawnet audit}: every signature that this node made, newest first. */
public final class AuditCommand implements Command {
  @Override
  public String name() {
    return "audit";
  }

  @Override
  public void define(Syntax syntax) {
    syntax.account().option("<n>", "--limit").option("<seq>", "--before");
  }

  @Override
  public ExitCode run(Call call) throws Failure {
    Values values = new Values(call);
    Target target = Target.of("/api/audit");
    target.query("did", values.optionalAccount("--did"));
    target.query("limit", values.optionalNumber("--limit", 1, 100));
    target.query("before", values.optionalNumber("--before", 1, Json.Num.MAX));
    Answer answer = call.node().read(target);
    return call.show(answer, lines(call, answer));
  }

  private static List<String> lines(Call call, Answer answer) {
    Table table =
        new Table(
            call.text("column.seq"),
            call.text("column.time"),
            call.text("column.type"),
            call.text("column.amount"),
            call.text("column.outcome"),
            call.text("column.credential"),
            call.text("column.did"),
            call.text("column.to"),
            call.text("column.tx"));
    for (Json.Obj entry : answer.objects("entries")) {
      table.row(
          Answer.textOrEmpty(entry, "seq"),
          Moments.text(Answer.number(entry, "time", 0)),
          Answer.textOrEmpty(entry, "type"),
          Answer.textOrEmpty(entry, "amount"),
          Answer.textOrEmpty(entry, "outcome"),
          Answer.textOrEmpty(entry, "credential"),
          Answer.textOrEmpty(entry, "did"),
          Answer.textOrEmpty(entry, "to"),
          Answer.textOrEmpty(entry, "txHash"));
    }
    return table.isEmpty() ? List.of(call.text("audit.none")) : table.lines();
  }
}
