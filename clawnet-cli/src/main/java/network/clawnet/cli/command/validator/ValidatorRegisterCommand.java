package network.clawnet.cli.command.validator;

import java.io.IOException;
import network.clawnet.cli.command.Answer;
import network.clawnet.cli.command.Call;
import network.clawnet.cli.command.Command;
import network.clawnet.cli.command.LedgerWrite;
import network.clawnet.cli.command.Syntax;
import network.clawnet.cli.command.Target;
import network.clawnet.cli.output.ExitCode;
import network.clawnet.cli.output.Failure;
import network.clawnet.cli.output.Fields;

/** {@code clawnet validator register}: an account takes control of the node's consensus key. */
public final class ValidatorRegisterCommand implements Command {
  @Override
  public String name() {
    return "validator register";
  }

  @Override
  public void define(Syntax syntax) {
    syntax.ledgerWrite();
  }

  @Override
  public ExitCode run(Call call) throws Failure, IOException {
    LedgerWrite write = new LedgerWrite(call);

    Answer answer = write.send(Target.of("/api/validators/register"), write.body().build());

    Fields fields =
        new Fields()
            .add(call.text("field.validatorKey"), answer.text("validator"))
            .add(call.text("field.controller"), answer.text("controller"));
    return write.finish(answer, call.text("validator.registered"), fields);
  }
}
