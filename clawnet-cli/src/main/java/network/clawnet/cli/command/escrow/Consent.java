package network.clawnet.cli.command.escrow;

import java.io.IOException;
import java.util.Optional;
import network.clawnet.cli.command.Answer;
import network.clawnet.cli.command.Call;
import network.clawnet.cli.command.Passphrases;
import network.clawnet.cli.command.Target;
import network.clawnet.cli.command.Values;
import network.clawnet.cli.output.ExitCode;
import network.clawnet.cli.output.Failure;
import network.clawnet.cli.output.Fields;
import network.clawnet.core.codec.Json;

/** Lets an account consent to an event that another party will bring. */
public final class Consent {
  private Consent() {}

  /** What is consented to; made when the options are known to be right, for it may ask the node. */
  @FunctionalInterface
  public interface Payload {
    Json.Obj of(Call call) throws Failure, IOException;
  }

  /**
   * Asks the node for the signature and shows it.
   *
   * @param route that gives consents of this kind
   * @param made payload of the event, as the other party will bring it
   */
  public static ExitCode give(Call call, String route, String type, Payload made)
      throws Failure, IOException {
    Optional<String> did = new Values(call).optionalAccount("--did");
    Json.Obj payload = made.of(call);
    Json.Obj body =
        Json.object()
            .put("did", did.orElse(null))
            .put("type", type)
            .put("payload", payload)
            .build();
    Answer answer = new Passphrases(call).sending(secret -> send(call, route, body, secret));
    return call.show(
        answer,
        new Fields()
            .add(call.text("field.did"), answer.text("did"))
            .add(call.text("field.sig"), answer.text("sig"))
            .add(call.text("escrow.prev"), Answer.text(payload, "resourcePrev"))
            .lines());
  }

  private static Answer send(Call call, String route, Json.Obj body, Optional<String> passphrase)
      throws Failure {
    Json.Obj complete =
        passphrase.isPresent() ? body.with("passphrase", Json.of(passphrase.get())) : body;
    return call.node().write(Target.of(route), complete);
  }
}
