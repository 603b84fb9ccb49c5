package network.clawnet.cli.command.validator;

import java.io.IOException;
import network.clawnet.cli.command.Answer;
import network.clawnet.cli.command.Call;
import network.clawnet.cli.command.Command;
import network.clawnet.cli.command.LedgerWrite;
import network.clawnet.cli.command.Syntax;
import network.clawnet.cli.command.Target;
import network.clawnet.cli.command.Values;
import network.clawnet.cli.output.ExitCode;
import network.clawnet.cli.output.Failure;
import network.clawnet.cli.output.Fields;
import network.clawnet.core.codec.Json;

/** {@code clawnet stake <amount>} and {@code clawnet unstake <amount>}. */
public record StakeCommand(String name) implements Command {
  /** Returns the command that puts Tokens behind a consensus key. */
  public static StakeCommand stake() {
    return new StakeCommand("stake");
  }

  /** Returns the command that asks them back. */
  public static StakeCommand unstake() {
    return new StakeCommand("unstake");
  }

  @Override
  public void define(Syntax syntax) {
    syntax.argument("<amount>").option("<key>", ValidatorKey.OPTION).ledgerWrite();
  }

  @Override
  public ExitCode run(Call call) throws Failure, IOException {
    long amount = new Values(call).positiveAmount("amount", call.argument(0));
    LedgerWrite write = new LedgerWrite(call);
    Json.Obj body = ValidatorKey.addTo(write.body(), call).put("amount", amount).build();

    Answer answer = write.send(Target.of("/api/wallet/" + name), body);

    String key = String.valueOf(answer.text("validator"));
    Fields fields = new Fields().add(call.text("field.validatorKey"), answer.text("validator"));
    return write.finish(answer, call.text(name + ".done", amount, key), fields);
  }
}
