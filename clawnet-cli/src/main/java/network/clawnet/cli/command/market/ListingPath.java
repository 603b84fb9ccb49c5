package network.clawnet.cli.command.market;

import network.clawnet.cli.command.Answer;
import network.clawnet.cli.command.Call;
import network.clawnet.cli.command.Target;
import network.clawnet.cli.command.Values;
import network.clawnet.cli.output.Failure;

/** The paths of one listing. */
final class ListingPath {
  private ListingPath() {}

  /** Returns the path of the listing that the first argument names, of whatever market. */
  static Target any(Call call) throws Failure {
    return Target.of("/api/markets/listings").segment(id(call));
  }

  /** Returns the path of an action on it; asks the node which market it is of. */
  static Target action(Call call, String verb) throws Failure {
    Answer listing = call.node().read(any(call));
    String path = MarketNames.path(Answer.textOrEmpty(listing.body(), "market"));
    return Target.of(path).segment(id(call)).segment(verb);
  }

  /** Returns the path of an action on a listing of a known market. */
  static Target action(Call call, String market, String verb) throws Failure {
    return Target.of(MarketNames.path(market)).segment(id(call)).segment(verb);
  }

  private static String id(Call call) throws Failure {
    return new Values(call).identifier(call.argument(0));
  }
}
