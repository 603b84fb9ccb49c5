package network.clawnet.cli.command.message;

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

/** {@code clawnet message list}: what came for an account, the oldest first. */
public final class MessageListCommand implements Command {
  /** Messages of full length that fit into one answer. */
  private static final int MAX_MESSAGES = 50;

  @Override
  public String name() {
    return "message list";
  }

  @Override
  public void define(Syntax syntax) {
    syntax.account().option("<number>", "--after").option("<n>", "--limit");
  }

  @Override
  public ExitCode run(Call call) throws Failure {
    Values values = new Values(call);
    Target target =
        Target.of("/api/messages")
            .query("did", values.optionalAccount("--did"))
            .query("after", values.optionalNumber("--after", 0, Json.Num.MAX))
            .query("limit", values.optionalNumber("--limit", 1, MAX_MESSAGES));
    Answer answer = call.node().read(target);
    ExitCode exit = call.show(answer, MessageLines.table(call, answer));
    List<Json.Obj> messages = answer.objects("messages");
    if (!messages.isEmpty() && !call.output().isJson()) {
      Json.Obj last = messages.get(messages.size() - 1);
      call.output().note(call.text("message.later", Answer.textOrEmpty(last, "number")));
    }
    return exit;
  }
}
