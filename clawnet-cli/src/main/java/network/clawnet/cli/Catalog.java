package network.clawnet.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import network.clawnet.cli.command.Command;
import network.clawnet.cli.command.access.AuditCommand;
import network.clawnet.cli.command.access.CredentialCreateCommand;
import network.clawnet.cli.command.access.CredentialListCommand;
import network.clawnet.cli.command.access.CredentialRevokeCommand;
import network.clawnet.cli.command.access.CredentialRotateCommand;
import network.clawnet.cli.command.deal.BeginCommand;
import network.clawnet.cli.command.deal.BeginCommand.Way;
import network.clawnet.cli.command.escrow.EscrowCosignCommand;
import network.clawnet.cli.command.escrow.EscrowCreateCommand;
import network.clawnet.cli.command.escrow.EscrowExpireCommand;
import network.clawnet.cli.command.escrow.EscrowFundCommand;
import network.clawnet.cli.command.escrow.EscrowListCommand;
import network.clawnet.cli.command.escrow.EscrowRefundCommand;
import network.clawnet.cli.command.escrow.EscrowReleaseCommand;
import network.clawnet.cli.command.escrow.EscrowShowCommand;
import network.clawnet.cli.command.key.AccountExportCommand;
import network.clawnet.cli.command.key.AccountImportCommand;
import network.clawnet.cli.command.key.AccountListCommand;
import network.clawnet.cli.command.key.AccountNewCommand;
import network.clawnet.cli.command.key.InitCommand;
import network.clawnet.cli.command.key.LockCommand;
import network.clawnet.cli.command.key.PasswdCommand;
import network.clawnet.cli.command.key.RecoverCommand;
import network.clawnet.cli.command.key.UnlockCommand;
import network.clawnet.cli.command.ledger.BlockCommand;
import network.clawnet.cli.command.ledger.CapabilityListCommand;
import network.clawnet.cli.command.ledger.CapabilityRegisterCommand;
import network.clawnet.cli.command.ledger.IdentityCommand;
import network.clawnet.cli.command.ledger.TxCommand;
import network.clawnet.cli.command.ledger.TxSubmitCommand;
import network.clawnet.cli.command.ledger.VerifyCommand;
import network.clawnet.cli.command.network.NetworkCreateCommand;
import network.clawnet.cli.command.node.CompletionCommand;
import network.clawnet.cli.command.node.ConfigCheckCommand;
import network.clawnet.cli.command.node.ConfigShowCommand;
import network.clawnet.cli.command.node.LogsCommand;
import network.clawnet.cli.command.node.StatusCommand;
import network.clawnet.cli.command.node.StopCommand;
import network.clawnet.cli.command.node.VersionCommand;
import network.clawnet.cli.command.peer.PeersAddCommand;
import network.clawnet.cli.command.peer.PeersBanCommand;
import network.clawnet.cli.command.peer.PeersCommand;
import network.clawnet.cli.command.peer.PeersRemoveCommand;
import network.clawnet.cli.command.peer.PeersUnbanCommand;
import network.clawnet.cli.command.validator.StakeCommand;
import network.clawnet.cli.command.validator.ValidatorListCommand;
import network.clawnet.cli.command.validator.ValidatorReadyCommand;
import network.clawnet.cli.command.validator.ValidatorRegisterCommand;
import network.clawnet.cli.command.validator.ValidatorUnjailCommand;
import network.clawnet.cli.command.wallet.BalanceCommand;
import network.clawnet.cli.command.wallet.FaucetCommand;
import network.clawnet.cli.command.wallet.HistoryCommand;
import network.clawnet.cli.command.wallet.TransferCommand;
import org.jspecify.annotations.Nullable;

/** Every command there is. Asking for one word loads only the classes behind that word. */
final class Catalog {
  /** A part of the overview. */
  record Section(String key, List<String> commands) {}

  private Catalog() {}

  static List<Section> sections() {
    return List.of(
        new Section(
            "keys",
            List.of(
                "init",
                "recover",
                "unlock",
                "lock",
                "passwd",
                "account new",
                "account list",
                "account export",
                "account import")),
        new Section("node", nodeCommands()),
        new Section("wallet", List.of("balance", "transfer", "history", "faucet")),
        new Section(
            "escrow",
            List.of(
                "escrow create",
                "escrow show",
                "escrow list",
                "escrow fund",
                "escrow release",
                "escrow refund",
                "escrow expire",
                "escrow cosign")),
        new Section(
            "validator",
            List.of(
                "stake",
                "unstake",
                "validator register",
                "validator ready",
                "validator unjail",
                "validator list")),
        new Section("market", marketCommands()),
        new Section("deal", dealCommands()),
        new Section(
            "message", List.of("message send", "message list", "message read", "message show")),
        new Section("standing", standingCommands()),
        new Section(
            "access",
            List.of(
                "credential create",
                "credential list",
                "credential rotate",
                "credential revoke",
                "audit")),
        new Section(
            "ledger",
            List.of(
                "identity",
                "capability register",
                "capability list",
                "tx",
                "tx submit",
                "block",
                "verify")));
  }

  private static List<String> standingCommands() {
    return List.of(
        "arbiter stake",
        "arbiter unstake",
        "arbiter list",
        "reputation",
        "reputation reviews",
        "earnings");
  }

  private static List<String> marketCommands() {
    return List.of(
        "market search",
        "market publish",
        "market show",
        "market update",
        "market remove",
        "market order",
        "task bids",
        "task bid",
        "task unbid",
        "task accept",
        "task take",
        "capability lease");
  }

  private static List<String> dealCommands() {
    return List.of(
        "order list",
        "order show",
        "order deliver",
        "order approve",
        "order revise",
        "order reject",
        "order cancel",
        "order split",
        "order cosign",
        "order close",
        "order review",
        "lease list",
        "lease show",
        "lease meter",
        "lease cosign",
        "lease end",
        "lease claim",
        "lease rule",
        "lease close",
        "dispute list",
        "dispute open",
        "dispute evidence",
        "dispute rule",
        "contract create",
        "contract list",
        "contract show",
        "contract sign",
        "contract fund",
        "contract complete",
        "contract terminate",
        "contract cosign",
        "contract close",
        "contract review",
        "milestone submit",
        "milestone approve",
        "milestone revise",
        "milestone reject",
        "milestone cancel",
        "milestone dispute",
        "milestone evidence",
        "milestone rule",
        "milestone split");
  }

  private static List<String> nodeCommands() {
    return List.of(
        "status",
        "peers",
        "peers add",
        "peers remove",
        "peers ban",
        "peers unban",
        "network create",
        "stop",
        "logs",
        "config check",
        "config show",
        "version",
        "completion");
  }

  /** Returns the command of a group that two words name, the second of which may be an argument. */
  static @Nullable Command choose(List<Command> group, String first, String second) {
    Command single = null;
    for (Command command : group) {
      if (command.name().equals(first + " " + second)) {
        return command;
      }
      single = command.name().equals(first) ? command : single;
    }
    return single;
  }

  /** Returns all commands, in the order of the overview. */
  static Map<String, Command> all() {
    Map<String, Command> all = new LinkedHashMap<>();
    for (Section section : sections()) {
      for (String name : section.commands()) {
        int space = name.indexOf(' ');
        for (Command command : starting(space < 0 ? name : name.substring(0, space))) {
          all.put(command.name(), command);
        }
      }
    }
    return all;
  }

  /** Returns the commands whose first word this is; empty if there are none. */
  static List<Command> starting(String word) {
    return switch (word) {
      case "account" -> accounts();
      case "audit" -> List.of(new AuditCommand());
      case "balance" -> List.of(new BalanceCommand());
      case "block" -> List.of(new BlockCommand());
      case "capability" ->
          List.of(
              new CapabilityRegisterCommand(),
              new CapabilityListCommand(),
              new BeginCommand(Way.LEASE));
      case "completion" ->
          List.of(new CompletionCommand(texts -> CommandTree.of(all().values(), texts)));
      case "config" -> List.of(new ConfigCheckCommand(), new ConfigShowCommand());
      case "credential" ->
          List.of(
              new CredentialCreateCommand(),
              new CredentialListCommand(),
              new CredentialRotateCommand(),
              new CredentialRevokeCommand());
      case "arbiter",
          "contract",
          "dispute",
          "earnings",
          "lease",
          "market",
          "message",
          "milestone",
          "order",
          "reputation",
          "task" ->
          MarketCatalog.starting(word);
      case "escrow" -> escrows();
      case "faucet" -> List.of(new FaucetCommand());
      case "history" -> List.of(new HistoryCommand());
      case "identity" -> List.of(new IdentityCommand());
      case "init" -> List.of(new InitCommand());
      case "lock" -> List.of(new LockCommand());
      case "logs" -> List.of(new LogsCommand());
      case "network" -> List.of(new NetworkCreateCommand());
      case "passwd" -> List.of(new PasswdCommand());
      case "peers" -> peers();
      case "recover" -> List.of(new RecoverCommand());
      case "stake" -> List.of(StakeCommand.stake());
      case "status" -> List.of(new StatusCommand());
      case "stop" -> List.of(new StopCommand());
      case "transfer" -> List.of(new TransferCommand());
      case "tx" -> List.of(new TxCommand(), new TxSubmitCommand());
      case "unlock" -> List.of(new UnlockCommand());
      case "unstake" -> List.of(StakeCommand.unstake());
      case "validator" -> validators();
      case "verify" -> List.of(new VerifyCommand());
      case "version" -> List.of(new VersionCommand(Version.text()));
      default -> List.of();
    };
  }

  private static List<Command> accounts() {
    return List.of(
        new AccountNewCommand(),
        new AccountListCommand(),
        new AccountExportCommand(),
        new AccountImportCommand());
  }

  private static List<Command> peers() {
    return List.of(
        new PeersCommand(),
        new PeersAddCommand(),
        new PeersRemoveCommand(),
        new PeersBanCommand(),
        new PeersUnbanCommand());
  }

  private static List<Command> validators() {
    return List.of(
        new ValidatorRegisterCommand(),
        new ValidatorReadyCommand(),
        new ValidatorUnjailCommand(),
        new ValidatorListCommand());
  }

  private static List<Command> escrows() {
    return List.of(
        new EscrowCreateCommand(),
        new EscrowShowCommand(),
        new EscrowListCommand(),
        new EscrowFundCommand(),
        new EscrowReleaseCommand(),
        new EscrowRefundCommand(),
        new EscrowExpireCommand(),
        new EscrowCosignCommand());
  }
}
