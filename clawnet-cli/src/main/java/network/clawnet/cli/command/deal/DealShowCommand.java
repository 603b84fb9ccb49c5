package network.clawnet.cli.command.deal;

import java.util.ArrayList;
import java.util.List;
import network.clawnet.cli.command.Answer;
import network.clawnet.cli.command.Call;
import network.clawnet.cli.command.Command;
import network.clawnet.cli.command.Syntax;
import network.clawnet.cli.output.ExitCode;
import network.clawnet.cli.output.Failure;

/** {@code clawnet order show <id>}, {@code clawnet lease show <id>}: one deal with its events. */
public record DealShowCommand(DealKind kind) implements Command {
  @Override
  public String name() {
    return kind.word() + " show";
  }

  @Override
  public void define(Syntax syntax) {
    syntax.argument("<" + kind.word() + ">");
  }

  @Override
  public ExitCode run(Call call) throws Failure {
    Answer answer = call.node().read(kind.of(call));
    List<String> lines = new ArrayList<>(DealLines.of(call, answer.body()).lines());
    add(DealLines.milestones(call, answer), lines);
    add(DealLines.events(call, answer), lines);
    return call.show(answer, lines);
  }

  private static void add(List<String> table, List<String> lines) {
    if (!table.isEmpty()) {
      lines.add("");
      lines.addAll(table);
    }
  }
}
