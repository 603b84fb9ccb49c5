package network.clawnet.cli.command.standing;

import java.io.IOException;
import network.clawnet.cli.command.Answer;
import network.clawnet.cli.command.Call;
import network.clawnet.cli.command.Command;
import network.clawnet.cli.command.LedgerWrite;
import network.clawnet.cli.command.Syntax;
import network.clawnet.cli.command.Target;
import network.clawnet.cli.output.ExitCode;
import network.clawnet.cli.output.Failure;
import network.clawnet.cli.output.Fields;
import network.clawnet.cli.output.Moments;
import org.jspecify.annotations.Nullable;

/** {@code clawnet arbiter stake} takes a seat, {@code clawnet arbiter unstake} gives it up. */
public record ArbiterSeatCommand(boolean takes) implements Command {
  @Override
  public String name() {
    return takes ? "arbiter stake" : "arbiter unstake";
  }

  @Override
  public void define(Syntax syntax) {
    syntax.ledgerWrite();
  }

  @Override
  public ExitCode run(Call call) throws Failure, IOException {
    LedgerWrite write = new LedgerWrite(call);
    Target target = Target.of("/api/markets/arbiters").segment(takes ? "stake" : "unstake");
    Answer answer = write.send(target, write.body().build());
    Fields own =
        new Fields()
            .add(call.text("arbiter.did"), answer.text("did"))
            .add(call.text("arbiter.stake"), answer.text("stake"))
            .add(call.text("arbiter.returns"), returns(answer));
    return write.finish(
        answer, call.text(takes ? "arbiter.stake.done" : "arbiter.unstake.done"), own);
  }

  private static @Nullable String returns(Answer answer) {
    String text = Moments.text(Answer.number(answer.body(), "returnsAt", 0));
    return text.isEmpty() ? null : text;
  }
}
