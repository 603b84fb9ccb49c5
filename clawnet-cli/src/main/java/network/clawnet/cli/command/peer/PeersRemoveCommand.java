package network.clawnet.cli.command.peer;

import java.util.List;
import network.clawnet.cli.command.Answer;
import network.clawnet.cli.command.Call;
import network.clawnet.cli.command.Command;
import network.clawnet.cli.command.Syntax;
import network.clawnet.cli.command.Target;
import network.clawnet.cli.output.ExitCode;
import network.clawnet.cli.output.Failure;

/** {@code clawnet peers remove <peer>}: forgets a node and disconnects it. */
public final class PeersRemoveCommand implements Command {
  @Override
  public String name() {
    return "peers remove";
  }

  @Override
  public void define(Syntax syntax) {
    syntax.argument("<peer>");
  }

  @Override
  public ExitCode run(Call call) throws Failure {
    String peer = PeerName.id(call, call.argument(0));
    Answer answer = call.node().delete(Target.of("/api/node/peers").segment(peer));
    return call.show(answer, List.of(call.text("peers.removed", peer)));
  }
}
