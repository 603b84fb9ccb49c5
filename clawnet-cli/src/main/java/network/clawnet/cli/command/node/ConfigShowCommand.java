package network.clawnet.cli.command.node;

import network.clawnet.cli.command.Call;
import network.clawnet.cli.command.Command;
import network.clawnet.cli.command.Syntax;
import network.clawnet.cli.output.ExitCode;
import network.clawnet.cli.output.Failure;

/** {@code clawnet config show}: every key with its value and where that came from, no secrets. */
public final class ConfigShowCommand implements Command {
  @Override
  public String name() {
    return "config show";
  }

  @Override
  public void define(Syntax syntax) {}

  @Override
  public ExitCode run(Call call) throws Failure {
    call.output().lines(call.configuration().lines());
    return ExitCode.OK;
  }
}
