package network.clawnet.cli.command.ledger;

import java.io.IOException;
import network.clawnet.cli.command.Answer;
import network.clawnet.cli.command.Call;
import network.clawnet.cli.command.Command;
import network.clawnet.cli.command.JsonFile;
import network.clawnet.cli.command.LedgerWrite;
import network.clawnet.cli.command.Syntax;
import network.clawnet.cli.command.Target;
import network.clawnet.cli.output.ExitCode;
import network.clawnet.cli.output.Failure;
import network.clawnet.cli.output.Fields;
import network.clawnet.core.codec.Json;

/** {@code clawnet capability register <file>}: publishes a capability credential. */
public final class CapabilityRegisterCommand implements Command {
  private static final int MAX_BYTES = 65_536;

  @Override
  public String name() {
    return "capability register";
  }

  @Override
  public void define(Syntax syntax) {
    syntax.argument("<file>").ledgerWrite();
  }

  @Override
  public ExitCode run(Call call) throws Failure, IOException {
    Json.Obj credential = JsonFile.read(call, call.argument(0), MAX_BYTES);
    LedgerWrite write = new LedgerWrite(call);
    Json.Obj body = write.body().put("credential", credential).build();
    Answer answer = write.send(Target.of("/api/identity/capabilities"), body);
    String headline = call.text("capability.done", String.valueOf(answer.text("name")));
    return write.finish(
        answer, headline, new Fields().add(call.text("capability.id"), answer.text("id")));
  }
}
