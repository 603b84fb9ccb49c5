package network.clawnet.cli;

import java.util.ArrayList;
import java.util.List;
import network.clawnet.cli.command.Command;
import network.clawnet.cli.command.Syntax;
import network.clawnet.core.text.Texts;

/**
 * The overview of all commands or those of a group. Written by hand, since picocli would have to
 * load every command for it; a test holds it against the commands.
 */
final class Overview {
  private static final int COLUMN = 24;

  private Overview() {}

  /** Returns the sections of all commands and the options that each takes. */
  static List<String> ofAll(Texts texts) {
    List<String> lines = new ArrayList<>();
    lines.add(texts.text("help.root"));
    lines.add("");
    lines.add(texts.text("help.usage"));
    for (Catalog.Section section : Catalog.sections()) {
      lines.add("");
      lines.add(texts.text("section." + section.key()));
      for (String name : section.commands()) {
        lines.add(row(name, texts.text("help." + name.replace(' ', '.'))));
      }
    }
    lines.add("");
    lines.add(texts.text("help.globals"));
    for (String name : Syntax.GLOBAL_VALUES) {
      String option = name + " " + texts.text("label." + name);
      lines.add(row(option, texts.text("help." + name)));
    }
    lines.add(row("--json", texts.text("help.--json")));
    lines.add(row("-h, --help", texts.text("help.--help")));
    lines.add(row("--version", texts.text("help.--version")));
    lines.add("");
    lines.add(texts.text("help.more"));
    return lines;
  }

  /** Returns the commands that begin with a word. */
  static List<String> ofGroup(String word, List<Command> group, Texts texts) {
    List<String> lines = new ArrayList<>();
    lines.add(texts.text("help." + word));
    lines.add("");
    for (Command command : group) {
      lines.add(row(command.name(), texts.text("help." + command.name().replace(' ', '.'))));
    }
    lines.add("");
    lines.add(texts.text("help.more"));
    return lines;
  }

  private static String row(String name, String description) {
    String start = "  " + name;
    int gap = Math.max(2, COLUMN - start.length());
    return start + " ".repeat(gap) + description;
  }
}
