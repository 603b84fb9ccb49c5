package network.clawnet.cli.command.market;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
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

/** {@code clawnet market publish <title> <price>}: offers info, work or a capability. */
public final class MarketPublishCommand implements Command {
  private static final long MILLIS = 1_000;

  @Override
  public String name() {
    return "market publish";
  }

  @Override
  public void define(Syntax syntax) {
    syntax
        .argument("<title>")
        .argument("<price>")
        .option("<market>", "--market")
        .option("<text>", "--preview")
        .option("<text>", "--description")
        .option("<text>", "--category")
        .repeated("<tag>", "--tag")
        .option("<hash>", "--content-hash")
        .option("<file>", "--content")
        .option("<tokens>", "--max")
        .option("<span>", "--period")
        .option("<n>", "--max-units")
        .option("<n>", "--max-open")
        .option("<time>", "--expires");
    Windows.define(syntax);
    syntax.ledgerWrite();
  }

  @Override
  public ExitCode run(Call call) throws Failure, IOException {
    Values values = new Values(call);
    String market = MarketNames.optional(call).orElse("info");
    long price = values.positiveAmount("price", call.argument(1));
    LedgerWrite write = new LedgerWrite(call);
    Json.Builder body = write.body().put("title", call.argument(0));
    for (String name : List.of("preview", "description", "category")) {
      body.put(name, call.option("--" + name).orElse(null));
    }
    tags(call, body);
    offer(call, market, price, body);
    values.optionalNumber("--max-open", 1, 1_000_000).ifPresent(it -> body.put("maxOpen", it));
    Optional<String> expires = call.option("--expires");
    if (expires.isPresent()) {
      body.put("expiresAt", values.moment("--expires", expires.get()));
    }
    body.put("terms", Windows.terms(call));
    Answer answer = write.send(Target.of(MarketNames.path(market)), body.build());
    return write.finish(
        answer,
        call.text("market.publish.done", call.argument(0)),
        ListingLines.of(call, answer.body()));
  }

  private static void tags(Call call, Json.Builder body) {
    List<String> tags = call.values("--tag");
    if (!tags.isEmpty()) {
      body.put("tags", Json.of(tags.stream().map(Json::of).toList()));
    }
  }

  private static void offer(Call call, String market, long price, Json.Builder body)
      throws Failure {
    Values values = new Values(call);
    switch (market) {
      case "capability" -> body.put("plan", plan(call, price));
      case "task" -> {
        Optional<Long> most = values.optionalAmount("--max");
        if (most.isEmpty()) {
          body.put("price", price);
        } else {
          body.put("pricing", range(price, most.get()));
        }
      }
      default -> {
        body.put("price", price);
        body.put("contentHash", ContentHash.of(call).orElse(null));
      }
    }
  }

  private static Json.Obj range(long least, long most) {
    return Json.object()
        .put("type", "range")
        .put("priceRange", Json.object().put("min", least).put("max", most).build())
        .build();
  }

  private static Json.Obj plan(Call call, long price) throws Failure {
    Values values = new Values(call);
    Optional<String> period = call.option("--period");
    Optional<Long> most = values.optionalNumber("--max-units", 1, 1_000_000_000);
    Json.Builder plan = Json.object().put("price", price);
    if (period.isPresent()) {
      plan.put("type", "subscription")
          .put("periodMs", values.seconds("--period", period.get()) * MILLIS);
      most.ifPresent(it -> plan.put("maxPeriods", it));
    } else {
      plan.put("type", "pay_per_use");
      most.ifPresent(it -> plan.put("maxUnits", it));
    }
    return plan.build();
  }
}
