package network.clawnet.cli.command.key;

import java.io.IOException;
import java.util.List;
import network.clawnet.cli.command.Answer;
import network.clawnet.cli.command.Call;
import network.clawnet.cli.command.Command;
import network.clawnet.cli.command.Passphrases;
import network.clawnet.cli.command.Syntax;
import network.clawnet.cli.command.Target;
import network.clawnet.cli.output.ExitCode;
import network.clawnet.cli.output.Failure;
import network.clawnet.core.codec.Json;

/** {@code clawnet passwd}: encrypts every key with a new passphrase. */
public final class PasswdCommand implements Command {
  @Override
  public String name() {
    return "passwd";
  }

  @Override
  public void define(Syntax syntax) {
    syntax.passphrase().option("<file>", "--new-passphrase-file");
  }

  @Override
  public ExitCode run(Call call) throws Failure, IOException {
    Passphrases passphrases = new Passphrases(call);
    String current = passphrases.current();
    String next = passphrases.replacement("--new-passphrase-file");
    Json.Obj body = Json.object().put("passphrase", current).put("newPassphrase", next).build();
    Answer answer = call.node().write(Target.of("/api/accounts/passwd"), body);
    return call.show(
        answer, List.of(call.text("passwd.done", String.valueOf(answer.text("accounts")))));
  }
}
