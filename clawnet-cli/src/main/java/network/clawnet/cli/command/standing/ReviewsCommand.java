package network.clawnet.cli.command.standing;

import java.util.List;
import network.clawnet.cli.command.Answer;
import network.clawnet.cli.command.Call;
import network.clawnet.cli.command.Command;
import network.clawnet.cli.command.Syntax;
import network.clawnet.cli.command.Target;
import network.clawnet.cli.command.Values;
import network.clawnet.cli.command.market.MorePages;
import network.clawnet.cli.output.ExitCode;
import network.clawnet.cli.output.Failure;
import network.clawnet.cli.output.Moments;
import network.clawnet.cli.output.Table;
import network.clawnet.core.codec.Json;

/** {@code clawnet reputation reviews <did>}: what partners said of an account. */
public final class ReviewsCommand implements Command {
  @Override
  public String name() {
    return "reputation reviews";
  }

  @Override
  public void define(Syntax syntax) {
    syntax.argument("<did>").option("<n>", "--limit").option("<cursor>", "--cursor");
  }

  @Override
  public ExitCode run(Call call) throws Failure {
    Values values = new Values(call);
    Target target =
        Target.of("/api/reputation")
            .segment(values.account(call.argument(0)))
            .segment("reviews")
            .query("limit", values.optionalNumber("--limit", 1, 100))
            .query("cursor", call.option("--cursor"));
    Answer answer = call.node().read(target);
    ExitCode exit = call.show(answer, lines(call, answer));
    MorePages.note(call, answer);
    return exit;
  }

  private static List<String> lines(Call call, Answer answer) {
    Table table =
        new Table(
            call.text("column.time"),
            call.text("column.stars"),
            call.text("column.by"),
            call.text("column.comment"),
            call.text("column.order"));
    for (Json.Obj review : answer.objects("reviews")) {
      table.row(
          Moments.text(Answer.number(review, "createdAt", 0)),
          Answer.textOrEmpty(review, "rating"),
          Answer.textOrEmpty(review, "reviewer"),
          Answer.textOrEmpty(review, "comment"),
          Answer.textOrEmpty(review, "orderId"));
    }
    return table.isEmpty() ? List.of(call.text("review.none")) : table.lines();
  }
}
