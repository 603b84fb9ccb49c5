package network.clawnet.cli.command.wallet;

import network.clawnet.cli.command.Answer;
import network.clawnet.cli.command.Call;
import network.clawnet.cli.command.Command;
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
    syntax.optionalArgument("<amount>").account();
  }

  @Override
  public ExitCode run(Call call) throws Failure {
    Values values = new Values(call);
    Json.Builder body = Json.object();
    values.optionalAccount("--did").ifPresent(did -> body.put("did", did));
    if (call.optionalArgument(0).isPresent()) {
      body.put("amount", values.positiveAmount("amount", call.argument(0)));
    }
    Answer answer = call.node().write(Target.of("/api/dev/faucet"), body.build());
    if (call.output().isJson()) {
      call.output().exact(answer.exact());
      return ExitCode.OK;
    }
    call.output()
        .line(
            call.text(
                "faucet.done",
                String.valueOf(answer.text("amount")),
                String.valueOf(answer.text("to"))));
    call.output()
        .lines(
            new Fields()
                .add(call.text("field.tx"), answer.text("txHash"))
                .add(call.text("field.status"), answer.text("status"))
                .lines());
    return ExitCode.OK;
  }
}
