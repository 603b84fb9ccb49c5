package network.clawnet.cli.command.market;

import network.clawnet.cli.command.Answer;
import network.clawnet.cli.command.Call;
import network.clawnet.cli.command.Command;
import network.clawnet.cli.command.Syntax;
import network.clawnet.cli.command.Target;
import network.clawnet.cli.command.Values;
import network.clawnet.cli.output.ExitCode;
import network.clawnet.cli.output.Failure;

/** {@code clawnet task bids [task]}: the bids on a task, or an account's own. */
public final class TaskBidsCommand implements Command {
  @Override
  public String name() {
    return "task bids";
  }

  @Override
  public void define(Syntax syntax) {
    syntax
        .optionalArgument("<task>")
        .account()
        .option("<n>", "--limit")
        .option("<cursor>", "--cursor");
  }

  @Override
  public ExitCode run(Call call) throws Failure {
    Values values = new Values(call);
    Target target =
        call.optionalArgument(0).isPresent()
            ? ListingPath.action(call, "task", "bids")
            : Target.of("/api/markets/bids").query("did", values.optionalAccount("--did"));
    target.query("limit", values.optionalNumber("--limit", 1, 100));
    target.query("cursor", call.option("--cursor"));
    Answer answer = call.node().read(target);
    ExitCode exit = call.show(answer, BidLines.table(call, answer));
    MorePages.note(call, answer);
    return exit;
  }
}
