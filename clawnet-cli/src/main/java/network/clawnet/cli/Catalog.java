package network.clawnet.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import network.clawnet.cli.command.Command;
import network.clawnet.cli.command.node.StatusCommand;
import network.clawnet.cli.command.wallet.BalanceCommand;
import network.clawnet.cli.command.wallet.FaucetCommand;
import network.clawnet.cli.command.wallet.HistoryCommand;
import network.clawnet.cli.command.wallet.TransferCommand;

/** Every command there is. Asking for one word loads only the classes behind that word. */
final class Catalog {
  /** A part of the overview. */
  record Section(String key, List<String> commands) {}

  private Catalog() {}

  static List<Section> sections() {
    return List.of(
        new Section("node", List.of("status")),
        new Section("wallet", List.of("balance", "transfer", "history", "faucet")));
  }

  /** Returns the commands that begin with a word, by their full name; empty if there are none. */
  static Map<String, Command> commands(String word) {
    Map<String, Command> byName = new LinkedHashMap<>();
    for (Command command : starting(word)) {
      byName.put(command.name(), command);
    }
    return byName;
  }

  /** Returns all commands, for documentation and completion. */
  static Map<String, Command> all() {
    Map<String, Command> all = new LinkedHashMap<>();
    for (Section section : sections()) {
      for (String name : section.commands()) {
        int space = name.indexOf(' ');
        all.putAll(commands(space < 0 ? name : name.substring(0, space)));
      }
    }
    return all;
  }

  private static List<Command> starting(String word) {
    return switch (word) {
      case "balance" -> List.of(new BalanceCommand());
      case "faucet" -> List.of(new FaucetCommand());
      case "history" -> List.of(new HistoryCommand());
      case "status" -> List.of(new StatusCommand());
      case "transfer" -> List.of(new TransferCommand());
      default -> List.of();
    };
  }
}
