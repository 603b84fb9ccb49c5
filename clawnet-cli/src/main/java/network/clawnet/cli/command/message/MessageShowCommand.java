package network.clawnet.cli.command.message;

import network.clawnet.cli.command.Answer;
import network.clawnet.cli.command.Call;
import network.clawnet.cli.command.Command;
import network.clawnet.cli.command.Syntax;
import network.clawnet.cli.command.Target;
import network.clawnet.cli.command.Values;
import network.clawnet.cli.output.ExitCode;
import network.clawnet.cli.output.Failure;

/** {@code clawnet message show <id>}: what became of a message that was sent. */
public final class MessageShowCommand implements Command {
  @Override
  public String name() {
    return "message show";
  }

  @Override
  public void define(Syntax syntax) {
    syntax.argument("<id>");
  }

  @Override
  public ExitCode run(Call call) throws Failure {
    String id = new Values(call).identifier(call.argument(0));
    Answer answer = call.node().read(Target.of("/api/messages").segment(id));
    return call.show(answer, MessageLines.state(call, answer).lines());
  }
}
