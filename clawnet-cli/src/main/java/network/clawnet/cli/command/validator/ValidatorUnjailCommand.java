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
import network.clawnet.core.codec.Json;

/** {@code clawnet validator unjail}: a node that was silent is back. */
public final class ValidatorUnjailCommand implements Command {
  @Override
  public String name() {
    return "validator unjail";
  }

  @Override
  public void define(Syntax syntax) {
    syntax.option("<key>", ValidatorKey.OPTION).ledgerWrite();
  }

  @Override
  public ExitCode run(Call call) throws Failure, IOException {
    LedgerWrite write = new LedgerWrite(call);
    Json.Obj body = ValidatorKey.addTo(write.body(), call).build();

    Answer answer = write.send(Target.of("/api/validators/unjail"), body);

    Fields fields = new Fields().add(call.text("field.validatorKey"), answer.text("validator"));
    return write.finish(answer, call.text("validator.unjail"), fields);
  }
}
