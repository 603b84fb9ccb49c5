package network.clawnet.cli.command.ledger;

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

/** {@code clawnet identity [did]}: what is public about an identity. */
public final class IdentityCommand implements Command {
  @Override
  public String name() {
    return "identity";
  }

  @Override
  public void define(Syntax syntax) {
    syntax.optionalArgument("<did>");
  }

  @Override
  public ExitCode run(Call call) throws Failure {
    Target target = Target.of("/api/identity");
    if (call.optionalArgument(0).isPresent()) {
      target.segment(new Values(call).account(call.argument(0)));
    }
    Answer answer = call.node().read(target);
    Json.Obj body = answer.body();
    Fields fields =
        new Fields()
            .add(call.text("field.did"), answer.text("did"))
            .add(call.text("field.address"), answer.text("address"))
            .add(call.text("identity.publicKey"), answer.text("publicKey"))
            .add(call.text("identity.registered"), registered(call, body))
            .add(call.text("identity.created"), time(body, "created"))
            .add(call.text("identity.updated"), time(body, "updated"));
    for (Json.Obj capability : answer.objects("capabilities")) {
      fields.add(call.text("identity.capability"), Answer.text(capability, "name"));
    }
    return call.show(answer, fields.lines());
  }

  private static @Nullable String registered(Call call, Json.Obj body) {
    if (!body.has("registered")) {
      return null;
    }
    return call.text(Answer.isTrue(body, "registered") ? "value.yes" : "value.no");
  }

  private static @Nullable String time(Json.Obj body, String name) {
    String text = Moments.text(Answer.number(body, name, 0));
    return text.isEmpty() ? null : text;
  }
}
