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

/** {@code clawnet balance [did]}: what an account holds and what of it is free. */
public final class BalanceCommand implements Command {
  @Override
  public String name() {
    return "balance";
  }

  @Override
  public void define(Syntax syntax) {
    syntax.optionalArgument("<did>");
  }

  @Override
  public ExitCode run(Call call) throws Failure {
    Target target = Target.of("/api/wallet/balance");
    if (call.optionalArgument(0).isPresent()) {
      target.query("did", new Values(call).account(call.argument(0)));
    }
    Answer answer = call.node().read(target);
    Fields fields =
        new Fields()
            .add(call.text("field.did"), answer.text("did"))
            .add(call.text("field.address"), answer.text("address"))
            .add(call.text("balance.balance"), answer.text("balance"))
            .add(call.text("balance.available"), answer.text("available"))
            .add(call.text("balance.pending"), answer.text("pending"))
            .add(call.text("balance.locked"), answer.text("locked"));
    return call.show(answer, fields.lines());
  }
}
