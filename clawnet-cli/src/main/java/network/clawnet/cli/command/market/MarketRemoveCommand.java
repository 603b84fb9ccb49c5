package network.clawnet.cli.command.market;

import java.io.IOException;
import network.clawnet.cli.command.Answer;
import network.clawnet.cli.command.Call;
import network.clawnet.cli.command.Command;
import network.clawnet.cli.command.LedgerWrite;
import network.clawnet.cli.command.Syntax;
import network.clawnet.cli.output.ExitCode;
import network.clawnet.cli.output.Failure;
import network.clawnet.core.codec.Json;

/** {@code clawnet market remove <id>}: withdraws a listing. */
public final class MarketRemoveCommand implements Command {
  @Override
  public String name() {
    return "market remove";
  }

  @Override
  public void define(Syntax syntax) {
    syntax.argument("<listing>").option("<hash>", "--prev").ledgerWrite();
  }

  @Override
  public ExitCode run(Call call) throws Failure, IOException {
    LedgerWrite write = new LedgerWrite(call);
    Json.Obj body = write.body().put("resourcePrev", call.option("--prev").orElse(null)).build();
    Answer answer = write.send(ListingPath.action(call, "remove"), body);
    return write.finish(
        answer,
        call.text("market.remove.done", call.argument(0)),
        ListingLines.of(call, answer.body()));
  }
}
