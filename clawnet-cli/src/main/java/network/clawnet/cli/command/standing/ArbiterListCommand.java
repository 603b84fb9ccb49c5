package network.clawnet.cli.command.standing;

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

/** {@code clawnet arbiter list}: who may be drawn to rule. */
public final class ArbiterListCommand implements Command {
  @Override
  public String name() {
    return "arbiter list";
  }

  @Override
  public void define(Syntax syntax) {
    syntax.pages();
  }

  @Override
  public ExitCode run(Call call) throws Failure {
    Values values = new Values(call);
    Target target =
        Target.of("/api/markets/arbiters")
            .query("limit", values.optionalNumber("--limit", 1, 100))
            .query("offset", values.optionalNumber("--offset", 0, 1_000_000));
    Answer answer = call.node().read(target);
    return call.show(answer, lines(call, answer));
  }

  private static List<String> lines(Call call, Answer answer) {
    Table table =
        new Table(
            call.text("column.arbiter"), call.text("column.stake"), call.text("column.since"));
    for (Json.Obj seat : answer.objects("arbiters")) {
      table.row(
          Answer.textOrEmpty(seat, "did"),
          Answer.textOrEmpty(seat, "stake"),
          Moments.text(Answer.number(seat, "since", 0)));
    }
    return table.isEmpty() ? List.of(call.text("arbiter.none")) : table.lines();
  }
}
