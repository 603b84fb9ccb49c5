package network.clawnet.cli.command.escrow;

import java.io.IOException;
import network.clawnet.cli.command.Answer;
import network.clawnet.cli.command.Call;
import network.clawnet.cli.command.Command;
import network.clawnet.cli.command.LedgerWrite;
import network.clawnet.cli.command.Syntax;
import network.clawnet.cli.command.Target;
import network.clawnet.cli.command.Values;
import network.clawnet.cli.output.ExitCode;
import network.clawnet.cli.output.Failure;
import network.clawnet.core.codec.Json;

/** {@code clawnet escrow fund <id> <amount>}: adds to an escrow. */
public final class EscrowFundCommand implements Command {
  @Override
  public String name() {
    return "escrow fund";
  }

  @Override
  public void define(Syntax syntax) {
    syntax.argument("<id>").argument("<amount>").option("<hash>", "--prev").ledgerWrite();
  }

  @Override
  public ExitCode run(Call call) throws Failure, IOException {
    Values values = new Values(call);
    Target target = EscrowPath.of(call).segment("fund");
    LedgerWrite write = new LedgerWrite(call);
    Json.Builder body = write.body().put("resourcePrev", call.option("--prev").orElse(null));
    body.put("amount", values.positiveAmount("amount", call.argument(1)));
    Answer answer = write.send(target, body.build());
    String headline = call.text("escrow.fund.done", call.argument(0));
    return write.finish(answer, headline, EscrowLines.of(call, answer.body()));
  }
}
