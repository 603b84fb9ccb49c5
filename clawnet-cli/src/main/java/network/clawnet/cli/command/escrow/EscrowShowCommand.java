package network.clawnet.cli.command.escrow;

import network.clawnet.cli.command.Answer;
import network.clawnet.cli.command.Call;
import network.clawnet.cli.command.Command;
import network.clawnet.cli.command.Syntax;
import network.clawnet.cli.output.ExitCode;
import network.clawnet.cli.output.Failure;

/** {@code clawnet escrow show <id>}: one escrow. */
public final class EscrowShowCommand implements Command {
  @Override
  public String name() {
    return "escrow show";
  }

  @Override
  public void define(Syntax syntax) {
    syntax.argument("<id>");
  }

  @Override
  public ExitCode run(Call call) throws Failure {
    Answer answer = call.node().read(EscrowPath.of(call));
    return call.show(answer, EscrowLines.of(call, answer.body()).lines());
  }
}
