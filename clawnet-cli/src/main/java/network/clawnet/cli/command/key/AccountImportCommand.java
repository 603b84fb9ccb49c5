package network.clawnet.cli.command.key;

import java.io.IOException;
import java.nio.file.Path;
import network.clawnet.cli.command.Answer;
import network.clawnet.cli.command.Call;
import network.clawnet.cli.command.Command;
import network.clawnet.cli.command.Passphrases;
import network.clawnet.cli.command.SmallFile;
import network.clawnet.cli.command.Syntax;
import network.clawnet.cli.command.Target;
import network.clawnet.cli.output.ExitCode;
import network.clawnet.cli.output.Failure;
import network.clawnet.cli.output.Fields;
import network.clawnet.core.codec.DecodeException;
import network.clawnet.core.codec.Json;
import network.clawnet.core.codec.JsonParser;

/** {@code clawnet account import}: takes over a key that {@code account export} wrote. */
public final class AccountImportCommand implements Command {
  private static final int MAX_KEY_BYTES = 16_384;

  @Override
  public String name() {
    return "account import";
  }

  @Override
  public void define(Syntax syntax) {
    syntax.argument("<file>").option("<file>", "--key-passphrase-file").passphrase();
  }

  @Override
  public ExitCode run(Call call) throws Failure, IOException {
    Json.Obj key = key(call);
    Passphrases passphrases = new Passphrases(call);
    String ofKey = passphrases.of("--key-passphrase-file", call.text("account.keyPassphrase"));
    Json.Obj body =
        Json.object()
            .put("key", key)
            .put("keyPassphrase", ofKey)
            .put("passphrase", passphrases.current())
            .build();
    Answer answer = call.node().write(Target.of("/api/accounts/import"), body);
    return call.show(
        answer,
        new Fields()
            .add(call.text("field.did"), answer.text("did"))
            .add(call.text("field.address"), answer.text("address"))
            .lines());
  }

  private static Json.Obj key(Call call) throws Failure {
    Path path = call.path(call.argument(0));
    try {
      return JsonParser.parseObject(SmallFile.read(path, MAX_KEY_BYTES));
    } catch (IOException e) {
      throw call.file(path, e);
    } catch (DecodeException e) {
      throw new Failure(
          ExitCode.USAGE, "INVALID_REQUEST", call.text("account.noKeyFile", path), null);
    }
  }
}
