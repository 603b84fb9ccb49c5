package network.clawnet.cli.command.market;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import network.clawnet.cli.command.Answer;
import network.clawnet.cli.command.Call;
import network.clawnet.cli.command.Command;
import network.clawnet.cli.command.Syntax;
import network.clawnet.cli.command.Target;
import network.clawnet.cli.command.Values;
import network.clawnet.cli.output.ExitCode;
import network.clawnet.cli.output.Failure;

/** {@code clawnet market search [keyword]}: what is on offer. */
public final class MarketSearchCommand implements Command {
  private static final int MAX_REPUTATION = 1_000;
  private static final Set<String> ORDERS =
      Set.of("relevance", "newest", "price_asc", "price_desc", "reputation");

  @Override
  public String name() {
    return "market search";
  }

  @Override
  public void define(Syntax syntax) {
    syntax
        .optionalArgument("<keyword>")
        .option("<market>", "--market")
        .option("<text>", "--category")
        .repeated("<tag>", "--tag")
        .option("<did>", "--owner")
        .option("<tokens>", "--min-price")
        .option("<tokens>", "--max-price")
        .option("<score>", "--min-reputation")
        .option("<order>", "--sort")
        .flag("--all")
        .option("<n>", "--limit")
        .option("<cursor>", "--cursor");
  }

  @Override
  public ExitCode run(Call call) throws Failure {
    Values values = new Values(call);
    Target target = Target.of("/api/markets/search");
    target.query("keyword", call.optionalArgument(0));
    target.query("market", MarketNames.optional(call));
    target.query("category", call.option("--category"));
    target.query("tags", tags(call));
    target.query("owner", values.optionalAccount("--owner"));
    target.query("minPrice", values.optionalAmount("--min-price"));
    target.query("maxPrice", values.optionalAmount("--max-price"));
    target.query("minReputation", values.optionalNumber("--min-reputation", 0, MAX_REPUTATION));
    target.query("sort", order(call));
    target.query("state", call.flag("--all") ? Optional.of("all") : Optional.empty());
    target.query("limit", values.optionalNumber("--limit", 1, 100));
    target.query("cursor", call.option("--cursor"));
    Answer answer = call.node().read(target);
    ExitCode exit = call.show(answer, ListingLines.table(call, answer));
    MorePages.note(call, answer);
    return exit;
  }

  private static Optional<String> tags(Call call) {
    List<String> tags = call.values("--tag");
    return tags.isEmpty() ? Optional.empty() : Optional.of(String.join(",", tags));
  }

  private static Optional<String> order(Call call) throws Failure {
    Optional<String> order = call.option("--sort");
    if (order.isPresent() && !ORDERS.contains(order.get())) {
      throw call.usage(call.text("usage.order", order.get()));
    }
    return order;
  }
}
