package network.clawnet.cli.command.peer;

import java.util.List;
import java.util.Optional;
import network.clawnet.cli.command.Answer;
import network.clawnet.cli.command.Call;
import network.clawnet.cli.command.Command;
import network.clawnet.cli.command.Syntax;
import network.clawnet.cli.command.Target;
import network.clawnet.cli.command.Values;
import network.clawnet.cli.output.ExitCode;
import network.clawnet.cli.output.Failure;
import network.clawnet.cli.output.Moments;
import network.clawnet.core.codec.Json;

/** {@code clawnet peers ban <peer>}: disconnects a node and refuses it for some time. */
public final class PeersBanCommand implements Command {
  @Override
  public String name() {
    return "peers ban";
  }

  @Override
  public void define(Syntax syntax) {
    syntax.argument("<peer>").option("<span>", "--for").option("<text>", "--reason");
  }

  @Override
  public ExitCode run(Call call) throws Failure {
    String peer = PeerName.id(call, call.argument(0));
    Json.Builder body = Json.object().put("why", call.option("--reason").orElse(null));
    Optional<String> span = call.option("--for");
    if (span.isPresent()) {
      body.put("seconds", new Values(call).seconds("--for", span.get()));
    }
    Target target = Target.of("/api/node/peers").segment(peer).segment("ban");
    Answer answer = call.node().write(target, body.build());
    String until = Moments.text(Answer.number(answer.body(), "until", 0));
    return call.show(answer, List.of(call.text("peers.nowBanned", peer, until)));
  }
}
