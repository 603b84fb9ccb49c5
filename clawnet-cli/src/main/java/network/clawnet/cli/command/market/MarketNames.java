package network.clawnet.cli.command.market;

import java.util.Optional;
import java.util.Set;
import network.clawnet.cli.command.Call;
import network.clawnet.cli.output.Failure;

/** The three markets as options name them. */
final class MarketNames {
  private static final Set<String> ALL = Set.of("info", "task", "capability");

  private MarketNames() {}

  /** Returns the value of {@code --market}, if it is given. */
  static Optional<String> optional(Call call) throws Failure {
    Optional<String> market = call.option("--market");
    if (market.isPresent() && !ALL.contains(market.get())) {
      throw call.usage(call.text("usage.market", market.get()));
    }
    return market;
  }

  /** Returns the path of a market's listings. */
  static String path(String market) {
    return switch (market) {
      case "task" -> "/api/markets/tasks";
      case "capability" -> "/api/markets/capabilities";
      default -> "/api/markets/info";
    };
  }
}
