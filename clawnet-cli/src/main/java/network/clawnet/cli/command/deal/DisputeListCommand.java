package network.clawnet.cli.command.deal;

import network.clawnet.cli.command.Answer;
import network.clawnet.cli.command.Call;
import network.clawnet.cli.command.Command;
import network.clawnet.cli.command.Syntax;
import network.clawnet.cli.command.Values;
import network.clawnet.cli.command.market.MorePages;
import network.clawnet.cli.output.ExitCode;
import network.clawnet.cli.output.Failure;

/** {@code clawnet dispute list}: the orders of an account about which an arbiter is to rule. */
public final class DisputeListCommand implements Command {
  @Override
  public String name() {
    return "dispute list";
  }

  @Override
  public void define(Syntax syntax) {
    syntax.account().option("<n>", "--limit").option("<cursor>", "--cursor");
  }

  @Override
  public ExitCode run(Call call) throws Failure {
    Values values = new Values(call);
    Answer answer =
        call.node()
            .read(
                DealKind.ORDER
                    .list()
                    .query("did", values.optionalAccount("--did"))
                    .query("state", "disputed")
                    .query("limit", values.optionalNumber("--limit", 1, 100))
                    .query("cursor", call.option("--cursor")));
    ExitCode exit = call.show(answer, DealLines.table(call, answer, DealKind.ORDER));
    MorePages.note(call, answer);
    return exit;
  }
}
