package network.clawnet.cli.command.wallet;

import java.util.Optional;
import java.util.Set;
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

/** {@code clawnet history [did]}: the movements of an account, newest first. */
public final class HistoryCommand implements Command {
  private static final Set<String> TYPES = Set.of("all", "sent", "received", "escrow");

  @Override
  public String name() {
    return "history";
  }

  @Override
  public void define(Syntax syntax) {
    syntax.optionalArgument("<did>").option("<type>", "--type").pages();
  }

  @Override
  public ExitCode run(Call call) throws Failure {
    Values values = new Values(call);
    Target target = Target.of("/api/wallet/history");
    if (call.optionalArgument(0).isPresent()) {
      target.query("did", values.account(call.argument(0)));
    }
    Optional<String> type = call.option("--type");
    if (type.isPresent() && !TYPES.contains(type.get())) {
      throw call.usage(call.text("usage.historyType", type.get()));
    }
    target.query("type", type);
    target.query("limit", values.optionalNumber("--limit", 1, 100));
    target.query("offset", values.optionalNumber("--offset", 0, 10_000_000));
    Answer answer = call.node().read(target);
    if (call.output().isJson()) {
      call.output().exact(answer.exact());
    } else {
      print(call, answer);
    }
    return ExitCode.OK;
  }

  private static void print(Call call, Answer answer) {
    Table table =
        new Table(
            call.text("column.time"),
            call.text("column.type"),
            call.text("column.amount"),
            call.text("column.fee"),
            call.text("column.from"),
            call.text("column.to"),
            call.text("column.status"),
            call.text("column.tx"),
            call.text("column.memo"));
    for (Json.Obj entry : answer.objects("transactions")) {
      table.row(
          Moments.text(Answer.number(entry, "timestamp", 0)),
          Answer.textOrEmpty(entry, "type"),
          Answer.textOrEmpty(entry, "amount"),
          Answer.textOrEmpty(entry, "fee"),
          Answer.textOrEmpty(entry, "from"),
          Answer.textOrEmpty(entry, "to"),
          Answer.textOrEmpty(entry, "status"),
          Answer.textOrEmpty(entry, "txHash"),
          Answer.textOrEmpty(entry, "memo"));
    }
    if (table.isEmpty()) {
      call.output().line(call.text("history.none"));
      return;
    }
    call.output().lines(table.lines());
    if (Answer.isTrue(answer.body(), "hasMore")) {
      call.output().note(call.text("list.more", String.valueOf(answer.text("total"))));
    }
  }
}
