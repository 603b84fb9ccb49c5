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

/** {@code clawnet tx submit <file>}: submits an event that was signed elsewhere. */
public final class TxSubmitCommand implements Command {
  private static final int MAX_BYTES = 1 << 20;

  @Override
  public String name() {
    return "tx submit";
  }

  @Override
  public void define(Syntax syntax) {
    syntax.argument("<file>").flag("--no-wait").option("<seconds>", "--timeout").flag("--dry-run");
  }

  @Override
  public ExitCode run(Call call) throws Failure, IOException {
    Json.Obj event = JsonFile.read(call, call.argument(0), MAX_BYTES);
    LedgerWrite write = new LedgerWrite(call);
    Answer answer = write.send(Target.of("/api/tx"), event);
    return write.finish(answer, call.text("tx.submitted"), new Fields());
  }
}
