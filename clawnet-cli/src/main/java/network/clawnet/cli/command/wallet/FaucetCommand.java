package network.clawnet.cli.command.wallet;

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

/** {@code clawnet faucet [amount]}: Tokens without value, on networks for trying out. */
public final class FaucetCommand implements Command {
  @Override
  public String name() {
    return "faucet";
  }

  @Override
  public void define(Syntax syntax) {
    syntax
        .optionalArgument("<amount>")
        .account()
        .flag("--no-wait")
        .option("<seconds>", "--timeout");
  }

  @Override
  public ExitCode run(Call call) throws Failure, IOException {
    Values values = new Values(call);
    LedgerWrite write = new LedgerWrite(call);
    Json.Builder body = write.body();
    if (call.optionalArgument(0).isPresent()) {
      body.put("amount", values.positiveAmount("amount", call.argument(0)));
    }
    Answer answer = write.send(Target.of("/api/dev/faucet"), body.build());
    String amount = String.valueOf(answer.text("amount"));
    String headline = call.text("faucet.done", amount, String.valueOf(answer.text("to")));
    return write.finish(answer, headline, new Fields());
  }
}
