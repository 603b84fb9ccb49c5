package network.clawnet.cli.command.key;

import java.io.IOException;
import network.clawnet.cli.command.Answer;
import network.clawnet.cli.command.Call;
import network.clawnet.cli.command.Command;
import network.clawnet.cli.command.Passphrases;
import network.clawnet.cli.command.Syntax;
import network.clawnet.cli.command.Target;
import network.clawnet.cli.output.ExitCode;
import network.clawnet.cli.output.Failure;
import network.clawnet.cli.output.Fields;
import network.clawnet.core.codec.Json;

/** {@code clawnet account new}: adds the next account of the mnemonic. */
public final class AccountNewCommand implements Command {
  @Override
  public String name() {
    return "account new";
  }

  @Override
  public void define(Syntax syntax) {
    syntax.option("<text>", "--name").passphrase();
  }

  @Override
  public ExitCode run(Call call) throws Failure, IOException {
    Json.Builder body = Json.object().put("name", call.option("--name").orElse(null));
    Passphrases passphrases = new Passphrases(call);
    Target target = Target.of("/api/accounts");
    Answer answer =
        passphrases.trying(
            secret -> call.node().write(target, body.put("passphrase", secret).build()));
    return call.show(
        answer,
        new Fields()
            .add(call.text("field.did"), answer.text("did"))
            .add(call.text("field.address"), answer.text("address"))
            .add(call.text("account.index"), answer.text("index"))
            .lines());
  }
}
