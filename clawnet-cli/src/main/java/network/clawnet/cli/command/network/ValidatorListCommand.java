package network.clawnet.cli.command.network;

import java.util.List;
import network.clawnet.cli.command.Answer;
import network.clawnet.cli.command.Call;
import network.clawnet.cli.command.Command;
import network.clawnet.cli.command.Syntax;
import network.clawnet.cli.command.Target;
import network.clawnet.cli.output.ExitCode;
import network.clawnet.cli.output.Failure;
import network.clawnet.cli.output.Table;
import network.clawnet.core.codec.Json;

/** {@code clawnet validator list}: who votes in this epoch and in the next. */
public final class ValidatorListCommand implements Command {
  @Override
  public String name() {
    return "validator list";
  }

  @Override
  public void define(Syntax syntax) {}

  @Override
  public ExitCode run(Call call) throws Failure {
    Answer answer = call.node().read(Target.of("/api/validators"));
    Table table =
        new Table(
            call.text("column.validator"),
            call.text("column.controller"),
            call.text("column.weight"),
            call.text("column.nextWeight"),
            call.text("column.connected"));
    for (Json.Obj each : answer.objects("validators")) {
      table.row(
          Answer.textOrEmpty(each, "key"),
          Answer.textOrEmpty(each, "controller"),
          Answer.textOrEmpty(each, "weight"),
          Answer.textOrEmpty(each, "nextWeight"),
          call.text(connection(each)));
    }
    return call.show(answer, List.copyOf(table.lines()));
  }

  private static String connection(Json.Obj validator) {
    if (Answer.isTrue(validator, "self")) {
      return "value.self";
    }
    return Answer.isTrue(validator, "connected") ? "value.yes" : "value.no";
  }
}
