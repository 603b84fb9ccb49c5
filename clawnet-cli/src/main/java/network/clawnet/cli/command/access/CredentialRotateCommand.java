package network.clawnet.cli.command.access;

import network.clawnet.cli.command.Answer;
import network.clawnet.cli.command.Call;
import network.clawnet.cli.command.Command;
import network.clawnet.cli.command.Syntax;
import network.clawnet.cli.command.Target;
import network.clawnet.cli.command.Values;
import network.clawnet.cli.output.ExitCode;
import network.clawnet.cli.output.Failure;
import network.clawnet.core.codec.Json;

/** {@code clawnet credential rotate <id>}: a new secret; the old one stops working. */
public final class CredentialRotateCommand implements Command {
  @Override
  public String name() {
    return "credential rotate";
  }

  @Override
  public void define(Syntax syntax) {
    syntax.argument("<id>");
  }

  @Override
  public ExitCode run(Call call) throws Failure {
    String id = new Values(call).identifier(call.argument(0));
    Target target = Target.of("/api/credentials").segment(id).segment("rotate");
    Answer answer = call.node().write(target, Json.Obj.EMPTY);
    return call.show(answer, SecretLines.of(call, answer));
  }
}
