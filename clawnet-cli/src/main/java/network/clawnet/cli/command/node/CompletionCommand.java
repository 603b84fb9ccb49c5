package network.clawnet.cli.command.node;

import java.util.function.Function;
import network.clawnet.cli.command.Call;
import network.clawnet.cli.command.Command;
import network.clawnet.cli.command.Syntax;
import network.clawnet.cli.output.ExitCode;
import network.clawnet.cli.output.Failure;
import network.clawnet.core.text.Texts;
import picocli.AutoComplete;
import picocli.CommandLine;

/** {@code clawnet completion bash|zsh}: a script that completes commands and options. */
public final class CompletionCommand implements Command {
  private final Function<Texts, CommandLine> grammar;

  /** Takes what builds the grammar of all commands. */
  public CompletionCommand(Function<Texts, CommandLine> grammar) {
    this.grammar = grammar;
  }

  @Override
  public String name() {
    return "completion";
  }

  @Override
  public void define(Syntax syntax) {
    syntax.argument("<shell>");
  }

  @Override
  public ExitCode run(Call call) throws Failure {
    String shell = call.argument(0);
    if (!shell.equals("bash") && !shell.equals("zsh")) {
      throw call.usage(call.text("usage.shell", shell));
    }
    // the script serves both: under zsh it loads bashcompinit itself
    call.output().line(AutoComplete.bash("clawnet", grammar.apply(call.texts())).stripTrailing());
    return ExitCode.OK;
  }
}
