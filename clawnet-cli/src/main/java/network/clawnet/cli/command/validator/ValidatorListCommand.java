package network.clawnet.cli.command.validator;

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
import network.clawnet.cli.output.Moments;
import network.clawnet.cli.output.Table;
import network.clawnet.core.codec.Json;

/** {@code clawnet validator list}: who validates now and next, and what stands behind it. */
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
    List<String> lines =
        new ArrayList<>(
            new Fields()
                .add(call.text("field.epoch"), answer.text("epoch"))
                .add(
                    call.text("field.epochEnds"),
                    Moments.text(Answer.number(answer.body(), "endsAt", 0)))
                .add(call.text("field.ownKey"), answer.text("own"))
                .lines());
    Table table =
        new Table(
            call.text("column.validator"),
            call.text("column.status"),
            call.text("column.bond"),
            call.text("column.weight"),
            call.text("column.nextWeight"),
            call.text("column.ready"),
            call.text("column.connected"),
            call.text("column.unbonding"),
            call.text("column.controller"));
    for (Json.Obj one : answer.objects("validators")) {
      table.row(
          Answer.textOrEmpty(one, "validator"),
          Answer.textOrEmpty(one, "status"),
          Answer.textOrEmpty(one, "bond"),
          Answer.textOrEmpty(one, "weight"),
          Answer.textOrEmpty(one, "nextWeight"),
          call.text(Answer.isTrue(one, "ready") ? "value.yes" : "value.no"),
          call.text(Answer.isTrue(one, "connected") ? "value.yes" : "value.no"),
          unbonding(one),
          Answer.textOrEmpty(one, "controller"));
    }
    lines.addAll(table.lines());
    return call.show(answer, lines);
  }

  private static String unbonding(Json.Obj validator) {
    if (!(validator.get("unbonding") instanceof Json.Arr entries)) {
      return "";
    }
    long sum = 0;
    for (Json entry : entries.items()) {
      sum += entry instanceof Json.Obj one ? Answer.number(one, "amount", 0) : 0;
    }
    return sum == 0 ? "" : Long.toString(sum);
  }
}
