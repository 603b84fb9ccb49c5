package network.clawnet.cli.command.deal;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
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

/** {@code clawnet contract create <provider> <title>}: drafts a contract. */
public final class ContractCreateCommand implements Command {
  private static final long MILLIS = 1_000;

  @Override
  public String name() {
    return "contract create";
  }

  @Override
  public void define(Syntax syntax) {
    syntax
        .argument("<provider>")
        .argument("<title>")
        .repeated("<milestone>", "--milestone")
        .option("<tokens>", "--price")
        .option("<text>", "--description")
        .option("<time>", "--expires")
        .ledgerWrite();
  }

  @Override
  public ExitCode run(Call call) throws Failure, IOException {
    Values values = new Values(call);
    LedgerWrite write = new LedgerWrite(call);
    Json.Builder body =
        write
            .body()
            .put("provider", values.account(call.argument(0)))
            .put("title", call.argument(1))
            .put("description", call.option("--description").orElse(null));
    Optional<Long> price = values.optionalAmount("--price");
    List<String> milestones = call.values("--milestone");
    if (price.isEmpty() == milestones.isEmpty()) {
      throw call.usage(call.text("usage.contractPrice"));
    }
    price.ifPresent(it -> body.put("payment", Json.object().put("totalAmount", it).build()));
    if (!milestones.isEmpty()) {
      body.put("milestones", milestones(call, milestones));
    }
    Optional<String> expires = call.option("--expires");
    if (expires.isPresent()) {
      body.put("expiresAt", values.moment("--expires", expires.get()));
    }
    Answer answer = write.send(DealKind.CONTRACT.list(), body.build());
    return write.finish(
        answer,
        call.text("deal.begun", String.valueOf(answer.text("contractId"))),
        DealLines.of(call, answer.body()));
  }

  private static Json.Arr milestones(Call call, List<String> texts) throws Failure {
    List<Json> out = new ArrayList<>();
    for (String text : texts) {
      out.add(milestone(call, text));
    }
    return Json.of(out);
  }

  /** Reads {@code ID:AMOUNT[:SPAN]}. */
  private static Json.Obj milestone(Call call, String text) throws Failure {
    String[] parts = text.split(":", 3);
    if (parts.length < 2) {
      throw call.usage(call.text("usage.milestone", text));
    }
    Values values = new Values(call);
    Json.Builder out =
        Json.object()
            .put("id", values.identifier(parts[0]))
            .put("amount", values.positiveAmount("--milestone", parts[1]));
    if (parts.length > 2) {
      out.put("deliverMs", values.seconds("--milestone", parts[2]) * MILLIS);
    }
    return out.build();
  }
}
