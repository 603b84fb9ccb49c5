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

/** {@code clawnet market update <id>}: changes an offer; deals that run keep theirs. */
public final class MarketUpdateCommand implements Command {
  @Override
  public String name() {
    return "market update";
  }

  @Override
  public void define(Syntax syntax) {
    syntax
        .argument("<listing>")
        .option("<tokens>", "--price")
        .option("<hash>", "--content-hash")
        .option("<file>", "--content")
        .option("<n>", "--max-open")
        .option("<time>", "--expires")
        .option("<hash>", "--prev");
    Windows.define(syntax);
    syntax.ledgerWrite();
  }

  @Override
  public ExitCode run(Call call) throws Failure, IOException {
    Values values = new Values(call);
    LedgerWrite write = new LedgerWrite(call);
    Json.Builder body = write.body().put("resourcePrev", call.option("--prev").orElse(null));
    values.optionalAmount("--price").ifPresent(it -> body.put("price", it));
    body.put("contentHash", ContentHash.of(call).orElse(null));
    values.optionalNumber("--max-open", 1, 1_000_000).ifPresent(it -> body.put("maxOpen", it));
    Optional<String> expires = call.option("--expires");
    if (expires.isPresent()) {
      body.put("expiresAt", values.moment("--expires", expires.get()));
    }
    body.put("terms", Windows.terms(call));
    Answer answer = write.send(ListingPath.action(call, "update"), body.build());
    return write.finish(
        answer,
        call.text("market.update.done", call.argument(0)),
        ListingLines.of(call, answer.body()));
  }
}
