package network.clawnet.cli.command.key;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import network.clawnet.cli.command.Answer;
import network.clawnet.cli.command.Call;
import network.clawnet.cli.command.Command;
import network.clawnet.cli.command.Passphrases;
import network.clawnet.cli.command.Syntax;
import network.clawnet.cli.command.Target;
import network.clawnet.cli.command.Values;
import network.clawnet.cli.output.ExitCode;
import network.clawnet.cli.output.Failure;
import network.clawnet.cli.output.Moments;
import network.clawnet.core.codec.Json;

/** {@code clawnet unlock}: lets the node sign for an account without asking again. */
public final class UnlockCommand implements Command {
  private static final long MAX_SECONDS = 30 * 86_400;

  @Override
  public String name() {
    return "unlock";
  }

  @Override
  public void define(Syntax syntax) {
    syntax.account().option("<span>", "--for").passphrase();
  }

  @Override
  public ExitCode run(Call call) throws Failure, IOException {
    Values values = new Values(call);
    Json.Builder body = Json.object();
    values.optionalAccount("--did").ifPresent(did -> body.put("did", did));
    Optional<String> span = call.option("--for");
    if (span.isPresent()) {
      long seconds = values.seconds("--for", span.get());
      body.put("seconds", values.number("--for", Long.toString(seconds), 1, MAX_SECONDS));
    }
    Passphrases passphrases = new Passphrases(call);
    Target target = Target.of("/api/accounts/unlock");
    Answer answer =
        passphrases.trying(
            secret -> call.node().write(target, body.put("passphrase", secret).build()));
    return call.show(answer, List.of(line(call, answer)));
  }

  private static String line(Call call, Answer answer) {
    String did = String.valueOf(answer.text("did"));
    String until = Moments.text(Answer.number(answer.body(), "unlockedUntil", 0));
    return until.isEmpty() ? call.text("unlock.done", did) : call.text("unlock.until", did, until);
  }
}
