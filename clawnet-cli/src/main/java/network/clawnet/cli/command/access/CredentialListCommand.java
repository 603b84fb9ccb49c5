package network.clawnet.cli.command.access;

import java.util.ArrayList;
import java.util.List;
import network.clawnet.cli.command.Answer;
import network.clawnet.cli.command.Call;
import network.clawnet.cli.command.Command;
import network.clawnet.cli.command.Syntax;
import network.clawnet.cli.command.Target;
import network.clawnet.cli.output.ExitCode;
import network.clawnet.cli.output.Failure;
import network.clawnet.cli.output.Moments;
import network.clawnet.cli.output.Table;
import network.clawnet.core.codec.Json;

/** {@code clawnet credential list}: the credentials of this node, without their secrets. */
public final class CredentialListCommand implements Command {
  @Override
  public String name() {
    return "credential list";
  }

  @Override
  public void define(Syntax syntax) {}

  @Override
  public ExitCode run(Call call) throws Failure {
    Answer answer = call.node().read(Target.of("/api/credentials"));
    Table table =
        new Table(
            call.text("column.id"),
            call.text("column.did"),
            call.text("column.scopes"),
            call.text("column.maxPerTx"),
            call.text("column.maxPerDay"),
            call.text("column.expires"),
            call.text("column.lastUsed"),
            call.text("column.revoked"));
    for (Json.Obj one : answer.objects("credentials")) {
      table.row(
          Answer.textOrEmpty(one, "id"),
          Answer.textOrEmpty(one, "did"),
          scopes(one),
          Answer.textOrEmpty(one, "maxPerTx"),
          Answer.textOrEmpty(one, "maxPerDay"),
          Moments.text(Answer.number(one, "expires", 0)),
          Moments.text(Answer.number(one, "lastUsed", 0)),
          call.text(Answer.isTrue(one, "revoked") ? "value.yes" : "value.no"));
    }
    return call.show(
        answer, table.isEmpty() ? List.of(call.text("credential.none")) : table.lines());
  }

  private static String scopes(Json.Obj credential) {
    List<String> scopes = new ArrayList<>();
    if (credential.get("scopes") instanceof Json.Arr array) {
      for (Json scope : array.items()) {
        scopes.add(scope instanceof Json.Str text ? text.value() : "?");
      }
    }
    return String.join(",", scopes);
  }
}
