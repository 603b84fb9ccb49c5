package network.clawnet.cli.command.key;

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

/** {@code clawnet account list}: the accounts whose keys this node has. */
public final class AccountListCommand implements Command {
  @Override
  public String name() {
    return "account list";
  }

  @Override
  public void define(Syntax syntax) {}

  @Override
  public ExitCode run(Call call) throws Failure {
    Answer answer = call.node().read(Target.of("/api/accounts"));
    Table table =
        new Table(
            call.text("column.index"),
            call.text("column.name"),
            call.text("column.did"),
            call.text("column.address"),
            call.text("column.state"),
            call.text("column.default"));
    for (Json.Obj account : answer.objects("accounts")) {
      table.row(
          Answer.textOrEmpty(account, "index"),
          Answer.textOrEmpty(account, "name"),
          Answer.textOrEmpty(account, "did"),
          Answer.textOrEmpty(account, "address"),
          state(call, account),
          Answer.isTrue(account, "default") ? "*" : "");
    }
    return call.show(answer, table.lines());
  }

  private static String state(Call call, Json.Obj account) {
    if (!Answer.isTrue(account, "unlocked")) {
      return call.text("account.locked");
    }
    String until = Moments.text(Answer.number(account, "unlockedUntil", 0));
    return until.isEmpty() ? call.text("account.unlocked") : call.text("account.until", until);
  }
}
