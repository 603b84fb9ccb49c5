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

/** {@code clawnet message read <number>}: the whole text of a message that came. */
public final class MessageReadCommand implements Command {
  @Override
  public String name() {
    return "message read";
  }

  @Override
  public void define(Syntax syntax) {
    syntax.argument("<number>").account();
  }

  @Override
  public ExitCode run(Call call) throws Failure {
    Values values = new Values(call);
    long number = values.number("number", call.argument(0), 1, Json.Num.MAX);
    Target target =
        Target.of("/api/messages")
            .query("did", values.optionalAccount("--did"))
            .query("after", Long.toString(number - 1))
            .query("limit", "1");
    Answer answer = call.node().read(target);
    List<Json.Obj> messages = answer.objects("messages");
    // the node answers the next one where there is none of this number
    if (messages.isEmpty() || Answer.number(messages.get(0), "number", 0) != number) {
      throw new Failure(
          ExitCode.REFUSED,
          "MESSAGE_NOT_FOUND",
          call.text("message.notFound", Long.toString(number)),
          call.text("message.notFound.hint"));
    }
    return call.show(answer, MessageLines.whole(call, messages.get(0)));
  }
}
