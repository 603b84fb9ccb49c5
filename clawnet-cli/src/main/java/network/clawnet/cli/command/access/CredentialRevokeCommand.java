package network.clawnet.cli.command.access;

import java.util.List;
import network.clawnet.cli.command.Answer;
import network.clawnet.cli.command.Call;
import network.clawnet.cli.command.Command;
import network.clawnet.cli.command.Syntax;
import network.clawnet.cli.command.Target;
import network.clawnet.cli.command.Values;
import network.clawnet.cli.output.ExitCode;
import network.clawnet.cli.output.Failure;

/** {@code clawnet credential revoke <id>}: it stops working at once. */
public final class CredentialRevokeCommand implements Command {
  @Override
  public String name() {
    return "credential revoke";
  }

  @Override
  public void define(Syntax syntax) {
    syntax.argument("<id>");
  }

  @Override
  public ExitCode run(Call call) throws Failure {
    String id = new Values(call).identifier(call.argument(0));
    Answer answer = call.node().delete(Target.of("/api/credentials").segment(id));
    return call.show(answer, List.of(call.text("credential.revoked", id)));
  }
}
