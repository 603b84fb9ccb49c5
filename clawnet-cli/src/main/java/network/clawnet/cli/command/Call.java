package network.clawnet.cli.command;

import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import network.clawnet.cli.output.ExitCode;
import network.clawnet.cli.output.Failure;
import network.clawnet.cli.output.Output;
import network.clawnet.core.config.LoadedConfig;
import network.clawnet.core.config.NodeHome;
import network.clawnet.core.text.Texts;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ParseResult;

/** One call of a command: its options and arguments, and the ways to the node and to the person. */
public final class Call {
  private final ParseResult parsed;
  private final Shell shell;
  private final Texts texts;
  private final Output output;
  private @Nullable Node node;

  /**
   * Creates a call.
   *
   * @param parsed what was given with the command
   */
  public Call(ParseResult parsed, Shell shell, Texts texts, Output output) {
    this.parsed = parsed;
    this.shell = shell;
    this.texts = texts;
    this.output = output;
  }

  public Shell shell() {
    return shell;
  }

  public Output output() {
    return output;
  }

  /** Returns a text in the user's language. */
  public String text(String key, Object... values) {
    return texts.text(key, values);
  }

  public Texts texts() {
    return texts;
  }

  /** Returns the value of an option, if given. */
  public Optional<String> option(String name) {
    return Optional.ofNullable(parsed.matchedOptionValue(name, (String) null));
  }

  /** Returns the values of an option that may be repeated. */
  public List<String> values(String name) {
    return parsed.matchedOptionValue(name, List.of());
  }

  /** Returns whether an option without value was given. */
  public boolean flag(String name) {
    return parsed.matchedOptionValue(name, false);
  }

  /** Returns the argument at a place that must be filled. */
  public String argument(int index) {
    return parsed.matchedPositionalValue(index, "");
  }

  /** Returns the argument at a place that may be empty. */
  public Optional<String> optionalArgument(int index) {
    return Optional.ofNullable(parsed.matchedPositionalValue(index, (String) null));
  }

  /** Returns the node that this call is about; finding it sends nothing yet. */
  public Node node() throws Failure {
    Node known = node;
    if (known == null) {
      known = new Node(this, NodeFinder.find(this));
      node = known;
    }
    return known;
  }

  /** Returns the node's home directory: {@code --data-dir}, CLAWNET_DATA_DIR or ~/.clawnet. */
  public NodeHome home() throws Failure {
    try {
      return NodeHome.find(option("--data-dir").orElse(null), false, shell.environment());
    } catch (InvalidPathException e) {
      throw usage(text("usage.path", e.getInput()));
    }
  }

  /** Reads the node's configuration, or fails naming its first problem. */
  public LoadedConfig configuration() throws Failure {
    return ConfiguredApi.load(this, home());
  }

  /** Reads a path; a leading {@code ~/} is the user's home. */
  public Path path(String text) throws Failure {
    try {
      Path userHome = NodeHome.userHome(shell.environment());
      return text.startsWith("~/") ? userHome.resolve(text.substring(2)) : Path.of(text);
    } catch (InvalidPathException e) {
      throw usage(text("usage.path", text));
    }
  }

  /** Prints an answer: exactly as it came for {@code --json}, else as lines for a person. */
  public ExitCode show(Answer answer, List<String> lines) {
    if (output.isJson()) {
      output.exact(answer.exact());
    } else {
      output.lines(lines);
    }
    return ExitCode.OK;
  }

  /** Creates a fault of the command line. */
  public Failure usage(String message) {
    return new Failure(ExitCode.USAGE, "USAGE", message, null);
  }

  /** Creates a fault of this machine: a file that cannot be read or written. */
  public Failure file(Path path, IOException fault) {
    String reason = fault.getClass().getSimpleName() + ": " + fault.getMessage();
    return new Failure(ExitCode.ENVIRONMENT, "FILE", text("file.failed", path, reason), null);
  }
}
