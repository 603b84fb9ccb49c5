package network.clawnet.cli.command.wallet;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import network.clawnet.cli.command.Answer;
import network.clawnet.cli.command.Call;
import network.clawnet.cli.command.Command;
import network.clawnet.cli.command.LedgerWrite;
import network.clawnet.cli.command.Syntax;
import network.clawnet.cli.command.Target;
import network.clawnet.cli.command.Values;
import network.clawnet.cli.output.ExitCode;
import network.clawnet.cli.output.Failure;
import network.clawnet.cli.output.Fields;
import network.clawnet.core.codec.Json;

/** {@code clawnet transfer <to> <amount>}: pays another account. */
public final class TransferCommand implements Command {
  private static final int MAX_MEMO_BYTES = 256;

  @Override
  public String name() {
    return "transfer";
  }

  @Override
  public void define(Syntax syntax) {
    syntax.argument("<to>").argument("<amount>").option("<text>", "--memo").ledgerWrite();
  }

  @Override
  public ExitCode run(Call call) throws Failure, IOException {
    Values values = new Values(call);
    String to = values.account(call.argument(0));
    long amount = values.positiveAmount("amount", call.argument(1));
    LedgerWrite write = new LedgerWrite(call);
    Json.Obj body =
        write.body().put("to", to).put("amount", amount).put("memo", memo(call)).build();

    Answer answer = write.send(Target.of("/api/wallet/transfer"), body);

    String headline = call.text("transfer.done", amount, to);
    return write.finish(answer, headline, new Fields());
  }

  private static @org.jspecify.annotations.Nullable String memo(Call call) throws Failure {
    Optional<String> memo = call.option("--memo");
    if (memo.isEmpty()) {
      return null;
    }
    String text = memo.get();
    if (text.getBytes(StandardCharsets.UTF_8).length > MAX_MEMO_BYTES) {
      throw call.usage(call.text("usage.memo", MAX_MEMO_BYTES));
    }
    if (text.indexOf('\ufffd') >= 0) {
      throw call.usage(call.text("usage.encoding"));
    }
    return text;
  }
}
