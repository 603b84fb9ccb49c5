package network.clawnet.cli.command.key;

import java.util.ArrayList;
import java.util.List;
import network.clawnet.cli.command.Answer;
import network.clawnet.cli.command.Call;
import network.clawnet.cli.command.Command;
import network.clawnet.cli.command.Syntax;
import network.clawnet.cli.command.Target;
import network.clawnet.cli.command.Values;
import network.clawnet.cli.output.ExitCode;
import network.clawnet.cli.output.Failure;
import network.clawnet.core.codec.Json;

/** {@code clawnet lock}: makes the node forget unlocked keys. */
public final class LockCommand implements Command {
  @Override
  public String name() {
    return "lock";
  }

  @Override
  public void define(Syntax syntax) {
    syntax.account();
  }

  @Override
  public ExitCode run(Call call) throws Failure {
    Json.Builder body = Json.object();
    new Values(call).optionalAccount("--did").ifPresent(did -> body.put("did", did));
    Answer answer = call.node().write(Target.of("/api/accounts/lock"), body.build());
    List<String> lines = new ArrayList<>();
    if (answer.body().get("locked") instanceof Json.Arr locked) {
      for (Json did : locked.items()) {
        lines.add(call.text("lock.done", did instanceof Json.Str text ? text.value() : "?"));
      }
    }
    return call.show(answer, lines.isEmpty() ? List.of(call.text("lock.none")) : lines);
  }
}
