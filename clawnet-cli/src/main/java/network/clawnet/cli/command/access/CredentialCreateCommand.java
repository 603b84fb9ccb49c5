package network.clawnet.cli.command.access;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import network.clawnet.cli.command.Answer;
import network.clawnet.cli.command.Call;
import network.clawnet.cli.command.Command;
import network.clawnet.cli.command.Syntax;
import network.clawnet.cli.command.Target;
import network.clawnet.cli.command.Values;
import network.clawnet.cli.output.ExitCode;
import network.clawnet.cli.output.Failure;
import network.clawnet.core.codec.Json;

/** {@code clawnet credential create}: lets a program act for one account, within limits. */
public final class CredentialCreateCommand implements Command {
  private static final Set<String> SCOPES = Set.of("read", "transfer", "escrow", "market", "admin");

  @Override
  public String name() {
    return "credential create";
  }

  @Override
  public void define(Syntax syntax) {
    syntax
        .account()
        .repeated("<scope>", "--scope")
        .option("<tokens>", "--max-per-tx")
        .option("<tokens>", "--max-per-day")
        .option("<time>", "--expires")
        .option("<text>", "--name");
  }

  @Override
  public ExitCode run(Call call) throws Failure {
    Values values = new Values(call);
    Json.Builder body =
        Json.object().put("scopes", scopes(call)).put("name", call.option("--name").orElse(null));
    values.optionalAccount("--did").ifPresent(did -> body.put("did", did));
    values.optionalAmount("--max-per-tx").ifPresent(max -> body.put("maxPerTx", max.longValue()));
    values.optionalAmount("--max-per-day").ifPresent(max -> body.put("maxPerDay", max.longValue()));
    Optional<String> expires = call.option("--expires");
    if (expires.isPresent()) {
      body.put("expires", values.moment("--expires", expires.get()));
    }
    Answer answer = call.node().write(Target.of("/api/credentials"), body.build());
    return call.show(answer, SecretLines.of(call, answer));
  }

  /** Reads scopes, each given by itself or several with commas between them. */
  private static Json.Arr scopes(Call call) throws Failure {
    List<Json> scopes = new ArrayList<>();
    for (String given : call.values("--scope")) {
      for (String scope : given.split(",", -1)) {
        if (!SCOPES.contains(scope)) {
          throw call.usage(call.text("usage.scope", scope));
        }
        scopes.add(Json.of(scope));
      }
    }
    if (scopes.isEmpty()) {
      throw call.usage(call.text("usage.scope", ""));
    }
    return Json.of(scopes);
  }
}
