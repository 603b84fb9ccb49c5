package network.clawnet.cli.command.market;

import java.io.IOException;
import network.clawnet.cli.command.Answer;
import network.clawnet.cli.command.Call;
import network.clawnet.cli.command.Command;
import network.clawnet.cli.command.LedgerWrite;
import network.clawnet.cli.command.Syntax;
import network.clawnet.cli.output.ExitCode;
import network.clawnet.cli.output.Failure;

/** {@code clawnet task unbid <task>}: takes the own bid back. */
public final class TaskUnbidCommand implements Command {
  @Override
  public String name() {
    return "task unbid";
  }

  @Override
  public void define(Syntax syntax) {
    syntax.argument("<task>").ledgerWrite();
  }

  @Override
  public ExitCode run(Call call) throws Failure, IOException {
    LedgerWrite write = new LedgerWrite(call);
    Answer answer = write.send(ListingPath.action(call, "task", "withdraw"), write.body().build());
    return write.finish(answer, call.text("task.unbid.done"), BidLines.of(call, answer.body()));
  }
}
