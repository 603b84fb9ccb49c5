package network.clawnet.cli;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import network.clawnet.cli.command.Call;
import network.clawnet.cli.command.Command;
import network.clawnet.cli.command.Shell;
import network.clawnet.cli.output.ExitCode;
import network.clawnet.cli.output.Failure;
import network.clawnet.cli.output.Output;
import network.clawnet.core.text.Texts;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * Runs one command line. Only the command that is named is loaded, and the parser is made for it
 * alone: that is most of a command's start-up time.
 */
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
      return run(words, texts, output);
    } catch (Failure failure) {
      output.failure(failure);
      return failure.exit();
    } catch (IOException e) {
      String message = texts.text("io.failed", String.valueOf(e.getMessage()));
      output.failure(new Failure(ExitCode.ENVIRONMENT, "IO", message, null));
      return ExitCode.ENVIRONMENT;
    }
  }

  private ExitCode run(FirstWords words, Texts texts, Output output) throws Failure, IOException {
    if (words.places().isEmpty()) {
      return withoutCommand(words, texts, output);
    }
    List<Command> group = Catalog.starting(words.word(0));
    if (group.isEmpty()) {
      throw usage(texts, texts.text("usage.unknownCommand", words.word(0)), "clawnet");
    }
    Command command = Catalog.choose(group, words.word(0), words.word(1));
    if (command == null) {
      return withoutSecondWord(group, words, texts, output);
    }
    CommandLine line = CommandTree.single(command, texts);
    int wordCount = command.name().indexOf(' ') < 0 ? 1 : 2;
    ParseResult parsed = parse(line, words.without(wordCount), texts);
    if (parsed.isUsageHelpRequested()) {
      output.line(line.getUsageMessage(Ansi.OFF).stripTrailing());
      output.line(texts.text("help.globalFooter"));
      return ExitCode.OK;
    }
    return command.run(new Call(parsed, shell, texts, output));
  }

  private static ExitCode withoutCommand(FirstWords words, Texts texts, Output output)
      throws Failure {
    if (words.version()) {
      output.line("clawnet " + Version.text());
      return ExitCode.OK;
    }
    if (!words.help()) {
      parse(CommandTree.empty(texts), words.without(0), texts);
    }
    output.lines(Overview.ofAll(texts));
    return words.help() ? ExitCode.OK : ExitCode.USAGE;
  }

  private static ExitCode withoutSecondWord(
      List<Command> group, FirstWords words, Texts texts, Output output) throws Failure {
    String first = words.word(0);
    List<String> rest = List.of(words.without(1));
    if (rest.contains("--help") || rest.contains("-h")) {
      output.lines(Overview.ofGroup(first, group, texts));
      return ExitCode.OK;
    }
    String key = words.word(1).isEmpty() ? "usage.incomplete" : "usage.unknownCommand";
    String second = words.word(1).isEmpty() ? first : first + " " + words.word(1);
    throw usage(texts, texts.text(key, second), "clawnet " + first);
  }

  private static ParseResult parse(CommandLine line, String[] args, Texts texts) throws Failure {
    try {
      return line.parseArgs(args);
    } catch (ParameterException e) {
      throw usage(texts, explain(e, texts), line.getCommandName());
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

  private static String label(ArgSpec argument) {
    if (argument instanceof OptionSpec option) {
      return option.longestName() + " " + option.paramLabel();
    }
    return argument.paramLabel();
  }

  private static Failure usage(Texts texts, String message, String command) {
    String hint = texts.text("usage.hint", command);
    return new Failure(ExitCode.USAGE, "USAGE", message, hint);
  }
}
