package network.clawnet.cli.command.market;

import network.clawnet.cli.command.Answer;
import network.clawnet.cli.command.Call;
import network.clawnet.cli.command.Command;
import network.clawnet.cli.command.Syntax;
import network.clawnet.cli.output.ExitCode;
import network.clawnet.cli.output.Failure;

/** {@code clawnet market show <id>}: one listing. */
public final class MarketShowCommand implements Command {
  @Override
  public String name() {
    return "market show";
  }

  @Override
  public void define(Syntax syntax) {
    syntax.argument("<listing>");
  }

  @Override
  public ExitCode run(Call call) throws Failure {
    Answer answer = call.node().read(ListingPath.any(call));
    return call.show(answer, ListingLines.of(call, answer.body()).lines());
  }
}
