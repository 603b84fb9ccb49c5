package network.clawnet.cli.command.key;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import network.clawnet.cli.command.Answer;
import network.clawnet.cli.command.Call;
import network.clawnet.cli.command.Command;
import network.clawnet.cli.command.Passphrases;
import network.clawnet.cli.command.PrivateFile;
import network.clawnet.cli.command.Syntax;
import network.clawnet.cli.command.Target;
import network.clawnet.cli.command.Values;
import network.clawnet.cli.output.ExitCode;
import network.clawnet.cli.output.Failure;
import network.clawnet.core.codec.CanonicalJson;
import network.clawnet.core.codec.Json;

/** {@code clawnet account export}: an encrypted copy of one key, for another wallet. */
public final class AccountExportCommand implements Command {
  @Override
  public String name() {
    return "account export";
  }

  @Override
  public void define(Syntax syntax) {
    syntax
        .account()
        .option("<file>", "--out")
        .passphrase()
        .option("<file>", "--export-passphrase-file");
  }

  @Override
  public ExitCode run(Call call) throws Failure, IOException {
    Optional<String> did = new Values(call).optionalAccount("--did");
    Path out = call.path(call.option("--out").orElse("clawnet-key.json"));
    if (Files.exists(out)) {
      throw new Failure(ExitCode.ENVIRONMENT, "FILE", call.text("file.exists", out), null);
    }
    Passphrases passphrases = new Passphrases(call);
    String current = passphrases.current();
    String export = passphrases.replacement("--export-passphrase-file");
    Json.Obj body =
        Json.object()
            .put("did", did.orElse(null))
            .put("passphrase", current)
            .put("exportPassphrase", export)
            .build();
    Answer answer = call.node().write(Target.of("/api/accounts/export"), body);
    if (!(answer.body().get("key") instanceof Json.Obj key)) {
      throw new IOException("the node sent no key");
    }
    PrivateFile.create(out, CanonicalJson.encode(key));
    if (call.output().isJson()) {
      call.output().json(Json.object().put("file", out.toString()).build());
    } else {
      call.output().line(call.text("account.exported", out));
    }
    return ExitCode.OK;
  }
}
