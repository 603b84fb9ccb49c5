package network.clawnet.cli.command.standing;

import network.clawnet.cli.command.Answer;
import network.clawnet.cli.command.Call;
import network.clawnet.cli.command.Command;
import network.clawnet.cli.command.Syntax;
import network.clawnet.cli.command.Target;
import network.clawnet.cli.command.Values;
import network.clawnet.cli.output.ExitCode;
import network.clawnet.cli.output.Failure;
import network.clawnet.cli.output.Fields;
import network.clawnet.core.codec.Json;

/** {@code clawnet reputation <did>}: what ended deals say of an account. */
public final class ReputationCommand implements Command {
  @Override
  public String name() {
    return "reputation";
  }

  @Override
  public void define(Syntax syntax) {
    syntax.argument("<did>");
  }

  @Override
  public ExitCode run(Call call) throws Failure {
    Target target =
        Target.of("/api/reputation").segment(new Values(call).account(call.argument(0)));
    Answer answer = call.node().read(target);
    Fields fields =
        new Fields()
            .add(call.text("field.did"), answer.text("did"))
            .add(call.text("reputation.score"), answer.text("score"))
            .add(call.text("reputation.level"), answer.text("level"))
            .add(call.text("reputation.deals"), answer.text("totalTransactions"))
            .add(call.text("reputation.counted"), answer.text("counted"))
            .add(call.text("reputation.reviews"), answer.text("reviews"))
            .add(call.text("reputation.stars"), answer.text("averageRating"));
    if (answer.body().get("dimensions") instanceof Json.Obj parts) {
      for (String name :
          new String[] {"transaction", "fulfillment", "quality", "social", "behavior"}) {
        fields.add(call.text("reputation." + name), Answer.text(parts, name));
      }
    }
    return call.show(answer, fields.lines());
  }
}
