package network.clawnet.cli;

import java.util.ArrayList;
import java.util.List;
import network.clawnet.cli.command.Command;
import network.clawnet.cli.command.deal.BeginCommand;
import network.clawnet.cli.command.deal.BeginCommand.Way;
import network.clawnet.cli.command.deal.ContractCreateCommand;
import network.clawnet.cli.command.deal.DealCosignCommand;
import network.clawnet.cli.command.deal.DealKind;
import network.clawnet.cli.command.deal.DealListCommand;
import network.clawnet.cli.command.deal.DealShowCommand;
import network.clawnet.cli.command.deal.DisputeListCommand;
import network.clawnet.cli.command.deal.StepCommand;
import network.clawnet.cli.command.market.MarketPublishCommand;
import network.clawnet.cli.command.market.MarketRemoveCommand;
import network.clawnet.cli.command.market.MarketSearchCommand;
import network.clawnet.cli.command.market.MarketShowCommand;
import network.clawnet.cli.command.market.MarketUpdateCommand;
import network.clawnet.cli.command.market.TaskBidCommand;
import network.clawnet.cli.command.market.TaskBidsCommand;
import network.clawnet.cli.command.market.TaskUnbidCommand;
import network.clawnet.cli.command.message.MessageListCommand;
import network.clawnet.cli.command.message.MessageReadCommand;
import network.clawnet.cli.command.message.MessageSendCommand;
import network.clawnet.cli.command.message.MessageShowCommand;
import network.clawnet.cli.command.standing.ArbiterListCommand;
import network.clawnet.cli.command.standing.ArbiterSeatCommand;
import network.clawnet.cli.command.standing.EarningsCommand;
import network.clawnet.cli.command.standing.ReputationCommand;
import network.clawnet.cli.command.standing.ReviewsCommand;

/** The commands about markets and deals: a part of the {@link Catalog}. */
final class MarketCatalog {
  private MarketCatalog() {}

  /** Returns the commands whose first word this is. */
  static List<Command> starting(String word) {
    return switch (word) {
      case "market" ->
          List.of(
              new MarketSearchCommand(),
              new MarketPublishCommand(),
              new MarketShowCommand(),
              new MarketUpdateCommand(),
              new MarketRemoveCommand(),
              new BeginCommand(Way.ORDER));
      case "task" ->
          List.of(
              new TaskBidsCommand(),
              new TaskBidCommand(),
              new TaskUnbidCommand(),
              new BeginCommand(Way.ACCEPT),
              new BeginCommand(Way.TAKE));
      case "order" -> deals(DealKind.ORDER, StepCommand.ofOrders());
      case "lease" -> deals(DealKind.LEASE, StepCommand.ofLeases());
      case "contract" -> contracts();
      case "dispute" -> disputes();
      case "message" ->
          List.of(
              new MessageSendCommand(),
              new MessageListCommand(),
              new MessageReadCommand(),
              new MessageShowCommand());
      case "milestone" -> StepCommand.ofMilestones();
      case "arbiter" ->
          List.of(
              new ArbiterSeatCommand(true),
              new ArbiterSeatCommand(false),
              new ArbiterListCommand());
      case "earnings" -> List.of(new EarningsCommand());
      case "reputation" -> List.of(new ReputationCommand(), new ReviewsCommand());
      default -> List.of();
    };
  }

  private static List<Command> deals(DealKind kind, List<Command> steps) {
    List<Command> all = new ArrayList<>(steps);
    all.add(new DealListCommand(kind));
    all.add(new DealShowCommand(kind));
    all.add(new DealCosignCommand(kind));
    return all;
  }

  private static List<Command> contracts() {
    List<Command> all = deals(DealKind.CONTRACT, StepCommand.ofContracts());
    all.add(new ContractCreateCommand());
    return all;
  }

  private static List<Command> disputes() {
    List<Command> all = new ArrayList<>(StepCommand.ofDisputes());
    all.add(new DisputeListCommand());
    return all;
  }
}
