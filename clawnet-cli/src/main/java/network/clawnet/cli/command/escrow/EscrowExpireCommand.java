package network.clawnet.cli.command.escrow;

import java.io.IOException;
import network.clawnet.cli.command.Answer;
import network.clawnet.cli.command.Call;
import network.clawnet.cli.command.Command;
import network.clawnet.cli.command.LedgerWrite;
import network.clawnet.cli.command.Syntax;
import network.clawnet.cli.command.Target;
import network.clawnet.cli.output.ExitCode;
import network.clawnet.cli.output.Failure;
import network.clawnet.core.codec.Json;

/** {@code clawnet escrow expire <id>}: gives the rest back after the end; anybody may. */
public final class EscrowExpireCommand implements Command {
  @Override
  public String name() {
    return "escrow expire";
  }

  @Override
  public void define(Syntax syntax) {
    syntax.argument("<id>").option("<hash>", "--prev").ledgerWrite();
  }

  @Override
  public ExitCode run(Call call) throws Failure, IOException {
    Target target = EscrowPath.of(call).segment("expire");
    LedgerWrite write = new LedgerWrite(call);
    Json.Builder body = write.body().put("resourcePrev", call.option("--prev").orElse(null));
    Answer answer = write.send(target, body.build());
    String headline = call.text("escrow.expire.done", call.argument(0));
    return write.finish(answer, headline, EscrowLines.of(call, answer.body()));
  }
}
