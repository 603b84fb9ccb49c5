package network.clawnet.cli.command.ledger;

import java.util.ArrayList;
import java.util.List;
import network.clawnet.cli.command.Answer;
import network.clawnet.cli.command.Call;
import network.clawnet.cli.command.Command;
import network.clawnet.cli.command.Syntax;
import network.clawnet.cli.command.Target;
import network.clawnet.cli.command.Values;
import network.clawnet.cli.output.ExitCode;
import network.clawnet.cli.output.Failure;
import network.clawnet.cli.output.Fields;
import network.clawnet.cli.output.Moments;
import network.clawnet.core.codec.Json;
import org.jspecify.annotations.Nullable;

/** {@code clawnet block [height|latest]}: one final block. */
public final class BlockCommand implements Command {
  private static final String LATEST = "latest";
  private static final List<String> SHOWN =
      List.of(
          "height",
          "hash",
          "parentHash",
          "epoch",
          "view",
          "proposer",
          "stateRoot",
          "eventsRoot",
          "receiptsRoot",
          "eventCount");

  @Override
  public String name() {
    return "block";
  }

  @Override
  public void define(Syntax syntax) {
    syntax.optionalArgument("<height>");
  }

  @Override
  public ExitCode run(Call call) throws Failure {
    String height = call.optionalArgument(0).orElse(LATEST);
    if (!height.equals(LATEST)) {
      new Values(call).number("height", height, 0, Json.Num.MAX);
    }
    Answer answer = call.node().read(Target.of("/api/blocks").segment(height));
    Fields fields = new Fields();
    for (String name : SHOWN) {
      fields.add(call.text("block." + name), answer.text(name));
    }
    fields.add(
        call.text("block.timestamp"), Moments.text(Answer.number(answer.body(), "timestamp", 0)));
    fields.add(call.text("block.signers"), signers(answer));
    List<String> lines = new ArrayList<>(fields.lines());
    if (answer.body().get("events") instanceof Json.Arr events) {
      for (Json event : events.items()) {
        lines.add("  " + (event instanceof Json.Str hash ? hash.value() : "?"));
      }
    }
    return call.show(answer, lines);
  }

  private static @Nullable String signers(Answer answer) {
    if (answer.body().get("certificate") instanceof Json.Obj certificate
        && certificate.get("signers") instanceof Json.Arr signers) {
      return Integer.toString(signers.items().size());
    }
    return null;
  }
}
