package network.clawnet.cli;

import java.util.Collection;
import network.clawnet.cli.command.Command;
import network.clawnet.cli.command.Syntax;
import network.clawnet.core.text.Texts;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/**
 * Builds grammars; in that of several commands {@code escrow create} stands under {@code escrow}.
 */
final class CommandTree {
  private CommandTree() {}

  /** Returns the grammar of one command, without the words that call it. */
  static CommandLine single(Command command, Texts texts) {
    CommandSpec spec = CommandSpec.create().name("clawnet " + command.name());
    command.define(new Syntax(spec, command.name(), texts));
    return strict(spec);
  }

  /** Returns the grammar of no command: only the options that every command takes. */
  static CommandLine empty(Texts texts) {
    CommandSpec spec = CommandSpec.create().name("clawnet");
    new Syntax(spec, "", texts);
    return strict(spec);
  }

  /** Returns the grammar of several commands, for completion. */
  static CommandLine of(Collection<Command> commands, Texts texts) {
    CommandSpec root = CommandSpec.create().name("clawnet");
    new Syntax(root, "", texts);
    for (Command command : commands) {
      CommandSpec spec = spec(root, command.name(), texts);
      command.define(new Syntax(spec, command.name(), texts));
    }
    return strict(root);
  }

  private static CommandLine strict(CommandSpec spec) {
    CommandLine line = new CommandLine(spec);
    line.setUnmatchedOptionsArePositionalParams(false);
    line.setAbbreviatedOptionsAllowed(false);
    // a memo may begin with @, and nobody expects a file to be read for it
    line.setExpandAtFiles(false);
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
