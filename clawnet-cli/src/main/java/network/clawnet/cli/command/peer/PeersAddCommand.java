package network.clawnet.cli.command.peer;

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

/** {@code clawnet peers add <multiaddr>}: keeps a connection to a node from now on. */
public final class PeersAddCommand implements Command {
  @Override
  public String name() {
    return "peers add";
  }

  @Override
  public void define(Syntax syntax) {
    syntax.argument("<multiaddr>");
  }

  @Override
  public ExitCode run(Call call) throws Failure {
    String address = new Values(call).identifier(call.argument(0));
    Json.Obj body = Json.object().put("address", address).build();
    Answer answer = call.node().write(Target.of("/api/node/peers"), body);
    return call.show(
        answer, List.of(call.text("peers.added", Answer.textOrEmpty(answer.body(), "peerId"))));
  }
}
