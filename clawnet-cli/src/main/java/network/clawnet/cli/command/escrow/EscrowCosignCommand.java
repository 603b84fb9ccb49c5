package network.clawnet.cli.command.escrow;

import network.clawnet.cli.command.Answer;
import network.clawnet.cli.command.Call;
import network.clawnet.cli.command.Command;
import network.clawnet.cli.command.JsonFile;
import network.clawnet.cli.command.Passphrases;
import network.clawnet.cli.command.Syntax;
import network.clawnet.cli.command.Target;
import network.clawnet.cli.command.Values;
import network.clawnet.cli.output.ExitCode;
import network.clawnet.cli.output.Failure;
import network.clawnet.cli.output.Fields;
import network.clawnet.core.codec.Json;

/** {@code clawnet escrow cosign <file>}: consents to what the other party will do. */
public final class EscrowCosignCommand implements Command {
  private static final int MAX_BYTES = 65_536;

  @Override
  public String name() {
    return "escrow cosign";
  }

  @Override
  public void define(Syntax syntax) {
    syntax.argument("<file>").option("<type>", "--type").account().passphrase();
  }

  @Override
  public ExitCode run(Call call) throws Failure {
    Json.Obj payload = JsonFile.read(call, call.argument(0), MAX_BYTES);
    Json.Builder body =
        Json.object()
            .put("type", call.option("--type").orElse("wallet.escrow.release"))
            .put("payload", payload);
    new Values(call).optionalAccount("--did").ifPresent(did -> body.put("did", did));
    new Passphrases(call).given().ifPresent(secret -> body.put("passphrase", secret));
    Answer answer = call.node().write(Target.of("/api/wallet/cosign"), body.build());
    return call.show(
        answer,
        new Fields()
            .add(call.text("field.did"), answer.text("did"))
            .add(call.text("field.sig"), answer.text("sig"))
            .lines());
  }
}
