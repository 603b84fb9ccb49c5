package network.clawnet.cli;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import network.clawnet.cli.command.Call;
import network.clawnet.cli.command.Command;
import network.clawnet.cli.command.Shell;
import network.clawnet.cli.output.ExitCode;
import network.clawnet.cli.output.Failure;
import network.clawnet.cli.output.Output;
import network.clawnet.core.text.Texts;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** Runs one command line: only the command that is named is loaded. */
public final class Clawnet {
  private final Shell shell;

  public Clawnet(Shell shell) {
    this.shell = shell;
  }

  /** Runs the command and returns how it ended; whatever there is to say has been printed. */
  public ExitCode run(String... args) {
    FirstWords words = FirstWords.of(args);
    Texts texts = Texts.beside(Output.class, words.language(shell.environment()));
    Output output = new Output(shell.out(), shell.err(), words.json());
    try {
      return run(args, words, texts, output);
    } catch (Failure failure) {
      output.failure(failure);
      return failure.exit();
    } catch (IOException e) {
      String message = texts.text("io.failed", String.valueOf(e.getMessage()));
      output.failure(new Failure(ExitCode.ENVIRONMENT, "IO", message, null));
      return ExitCode.ENVIRONMENT;
    }
  }

  private ExitCode run(String[] args, FirstWords words, Texts texts, Output output)
      throws Failure, IOException {
    if (words.first().isEmpty() && !words.version()) {
      return withoutCommand(args, words, texts, output);
    }
    if (words.first().isEmpty()) {
      output.line("clawnet " + Version.text());
      return ExitCode.OK;
    }
    Map<String, Command> commands = Catalog.commands(words.first());
    if (commands.isEmpty()) {
      throw usage(texts, texts.text("usage.unknownCommand", words.first()), "clawnet");
    }
    CommandLine root = CommandTree.of(commands.values(), texts);
    ParseResult parsed = parse(root, words.help() ? helpLast(args) : args, texts);
    List<ParseResult> levels = levels(parsed);
    ParseResult leaf = levels.get(levels.size() - 1);
    CommandLine line = leaf.commandSpec().commandLine();
    if (leaf.isUsageHelpRequested()) {
      output.line(line.getUsageMessage(Ansi.OFF).stripTrailing());
      output.line(texts.text("help.globalFooter"));
      return ExitCode.OK;
    }
    Command command = commands.get(name(levels));
    if (command == null) {
      throw usage(texts, texts.text("usage.incomplete", name(levels)), "clawnet " + name(levels));
    }
    return command.run(new Call(levels, shell, texts, output));
  }

  private static ExitCode withoutCommand(
      String[] args, FirstWords words, Texts texts, Output output) throws Failure {
    if (!words.help() && args.length > 0) {
      parse(CommandTree.of(List.of(), texts), args, texts);
    }
    output.lines(RootHelp.lines(texts));
    return words.help() ? ExitCode.OK : ExitCode.USAGE;
  }

  /** Turns {@code help transfer} and {@code --help transfer} into {@code transfer --help}. */
  private static String[] helpLast(String[] args) {
    List<String> words = new ArrayList<>(List.of(args));
    words.removeIf(word -> word.equals("help") || word.equals("-h") || word.equals("--help"));
    words.add("--help");
    return words.toArray(String[]::new);
  }

  private static ParseResult parse(CommandLine root, String[] args, Texts texts) throws Failure {
    try {
      return root.parseArgs(args);
    } catch (ParameterException e) {
      String command = e.getCommandLine().getCommandSpec().qualifiedName();
      throw usage(texts, explain(e, texts), command);
    }
  }

  private static String explain(ParameterException fault, Texts texts) {
    if (fault instanceof UnmatchedArgumentException unmatched) {
      return texts.text("usage.unknown", String.join(" ", unmatched.getUnmatched()));
    }
    if (fault instanceof MissingParameterException missing) {
      List<String> labels = new ArrayList<>();
      missing.getMissing().forEach(argument -> labels.add(label(argument)));
      return texts.text("usage.missing", String.join(" ", labels));
    }
    return String.valueOf(fault.getMessage());
  }

  private static String label(CommandLine.Model.ArgSpec argument) {
    if (argument instanceof CommandLine.Model.OptionSpec option) {
      return option.longestName() + " " + option.paramLabel();
    }
    return argument.paramLabel();
  }

  private static Failure usage(Texts texts, String message, String command) {
    String hint = texts.text("usage.hint", command);
    return new Failure(ExitCode.USAGE, "USAGE", message, hint);
  }

  private static List<ParseResult> levels(ParseResult root) {
    List<ParseResult> levels = new ArrayList<>();
    for (@Nullable ParseResult at = root; at != null; at = at.subcommand()) {
      levels.add(at);
    }
    return levels;
  }

  private static String name(List<ParseResult> levels) {
    StringBuilder name = new StringBuilder();
    for (ParseResult level : levels.subList(1, levels.size())) {
      name.append(name.isEmpty() ? "" : " ").append(level.commandSpec().name());
    }
    return name.toString();
  }
}
