package network.clawnet.cli.command.market;

import java.io.IOException;
import java.util.Optional;
import network.clawnet.cli.command.Answer;
import network.clawnet.cli.command.Call;
import network.clawnet.cli.command.Command;
import network.clawnet.cli.command.LedgerWrite;
import network.clawnet.cli.command.Syntax;
import network.clawnet.cli.command.Values;
import network.clawnet.cli.output.ExitCode;
import network.clawnet.cli.output.Failure;
import network.clawnet.core.codec.Json;

/** {@code clawnet task bid <task> <price>}: asks for work; a new bid replaces the old one. */
public final class TaskBidCommand implements Command {
  private static final long MILLIS = 1_000;

  @Override
  public String name() {
    return "task bid";
  }

  @Override
  public void define(Syntax syntax) {
    syntax
        .argument("<task>")
        .argument("<price>")
        .option("<span>", "--deliver")
        .option("<text>", "--approach")
        .ledgerWrite();
  }

  @Override
  public ExitCode run(Call call) throws Failure, IOException {
    Values values = new Values(call);
    LedgerWrite write = new LedgerWrite(call);
    Json.Builder body =
        write
            .body()
            .put("price", values.positiveAmount("price", call.argument(1)))
            .put("approach", call.option("--approach").orElse(null));
    Optional<String> span = call.option("--deliver");
    if (span.isPresent()) {
      body.put("deliverMs", values.seconds("--deliver", span.get()) * MILLIS);
    }
    Answer answer = write.send(ListingPath.action(call, "task", "bids"), body.build());
    return write.finish(
        answer, call.text("task.bid.done", call.argument(1)), BidLines.of(call, answer.body()));
  }
}
