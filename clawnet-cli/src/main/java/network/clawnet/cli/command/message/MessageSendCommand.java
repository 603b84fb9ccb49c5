package network.clawnet.cli.command.message;

import java.io.IOException;
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
import network.clawnet.core.codec.Json;

/** {@code clawnet message send <to> <deal> [text]}: writes to the other party of a deal. */
public final class MessageSendCommand implements Command {
  @Override
  public String name() {
    return "message send";
  }

  @Override
  public void define(Syntax syntax) {
    syntax
        .argument("<to>")
        .argument("<deal>")
        .optionalArgument("<text>")
        .option("<file>", "--file")
        .option("<type>", "--type")
        .account()
        .passphrase();
  }

  @Override
  public ExitCode run(Call call) throws Failure, IOException {
    Values values = new Values(call);
    Json.Obj body =
        Json.object()
            .put("did", values.optionalAccount("--did").orElse(null))
            .put("to", values.account(call.argument(0)))
            .put("deal", values.identifier(call.argument(1)))
            .put("type", call.option("--type").orElse(null))
            .put("text", MessageText.of(call, 2))
            .build();
    Answer answer = new Passphrases(call).sending(secret -> send(call, body, secret));
    if (!call.output().isJson()) {
      call.output().line(call.text("message.send.done"));
    }
    return call.show(answer, MessageLines.state(call, answer).lines());
  }

  /** Sends it once only: the node would take a repetition for another message. */
  private static Answer send(Call call, Json.Obj body, Optional<String> passphrase) throws Failure {
    Json.Obj complete =
        passphrase.isPresent() ? body.with("passphrase", Json.of(passphrase.get())) : body;
    return call.node().once(Target.of("/api/messages"), complete);
  }
}
