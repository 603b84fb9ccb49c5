package network.clawnet.cli;

import java.util.Collection;
import network.clawnet.cli.command.Command;
import network.clawnet.cli.command.Syntax;
import network.clawnet.core.text.Texts;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/** Builds the grammar of some commands: {@code escrow create} stands under {@code escrow}. */
final class CommandTree {
  private CommandTree() {}

  static CommandLine of(Collection<Command> commands, Texts texts) {
    CommandSpec root = CommandSpec.create().name("clawnet");
    new Syntax(root, "", texts);
    for (Command command : commands) {
      CommandSpec spec = spec(root, command.name(), texts);
      command.define(new Syntax(spec, command.name(), texts));
    }
    CommandLine line = new CommandLine(root);
    line.setUnmatchedOptionsArePositionalParams(false);
    line.setAbbreviatedOptionsAllowed(false);
    return line;
  }

  /** Returns the place of a command, making its group where it is the first of it. */
  private static CommandSpec spec(CommandSpec root, String name, Texts texts) {
    CommandSpec at = root;
    int start = 0;
    while (start >= 0) {
      int end = name.indexOf(' ', start);
      String word = name.substring(start, end < 0 ? name.length() : end);
      CommandLine known = at.subcommands().get(word);
      if (known == null) {
        CommandSpec made = CommandSpec.create().name(word);
        at.addSubcommand(word, made);
        if (end >= 0) {
          new Syntax(made, name.substring(0, end), texts);
        }
        at = made;
      } else {
        at = known.getCommandSpec();
      }
      start = end < 0 ? -1 : end + 1;
    }
    return at;
  }
}
