package network.clawnet.cli.command.ledger;

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
import network.clawnet.core.codec.CanonicalJson;
import network.clawnet.core.codec.Json;

/** {@code clawnet capability list}: the capabilities that were registered. */
public final class CapabilityListCommand implements Command {
  @Override
  public String name() {
    return "capability list";
  }

  @Override
  public void define(Syntax syntax) {
    syntax.account().pages();
  }

  @Override
  public ExitCode run(Call call) throws Failure {
    Values values = new Values(call);
    Target target = Target.of("/api/identity/capabilities");
    target.query("did", values.optionalAccount("--did"));
    target.query("limit", values.optionalNumber("--limit", 1, 100));
    target.query("offset", values.optionalNumber("--offset", 0, 10_000_000));
    Answer answer = call.node().read(target);
    Table table =
        new Table(
            call.text("column.name"),
            call.text("column.did"),
            call.text("column.pricing"),
            call.text("column.verified"),
            call.text("column.time"),
            call.text("column.id"));
    for (Json.Obj one : answer.objects("capabilities")) {
      table.row(
          Answer.textOrEmpty(one, "name"),
          Answer.textOrEmpty(one, "did"),
          pricing(one),
          call.text(Answer.isTrue(one, "verified") ? "value.yes" : "value.no"),
          Moments.text(Answer.number(one, "registeredAt", 0)),
          Answer.textOrEmpty(one, "id"));
    }
    return call.show(
        answer, table.isEmpty() ? List.of(call.text("capability.none")) : table.lines());
  }

  private static String pricing(Json.Obj capability) {
    String text = Answer.text(capability, "pricing");
    if (text != null) {
      return text;
    }
    Json pricing = capability.get("pricing");
    try {
      return pricing == null ? "" : CanonicalJson.text(pricing);
    } catch (IllegalArgumentException e) {
      return "…";
    }
  }
}
