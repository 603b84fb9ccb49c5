package network.clawnet.cli.command.escrow;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import network.clawnet.cli.command.Answer;
import network.clawnet.cli.command.Call;
import network.clawnet.cli.command.Command;
import network.clawnet.cli.command.LedgerWrite;
import network.clawnet.cli.command.Syntax;
import network.clawnet.cli.command.Target;
import network.clawnet.cli.command.Values;
import network.clawnet.cli.output.ExitCode;
import network.clawnet.cli.output.Failure;
import network.clawnet.core.codec.Json;

/** {@code clawnet escrow create <beneficiary> <amount>}: locks Tokens for somebody. */
public final class EscrowCreateCommand implements Command {
  private static final String DEFAULT_RULE = "release";
  private static final int MAX_RULES = 16;
  private static final Set<String> PARTIES = Set.of("depositor", "beneficiary", "arbiter", "both");

  @Override
  public String name() {
    return "escrow create";
  }

  @Override
  public void define(Syntax syntax) {
    syntax
        .argument("<beneficiary>")
        .argument("<amount>")
        .repeated("<rule>", "--rule")
        .option("<did>", "--arbiter")
        .option("<time>", "--expires")
        .option("<id>", "--id")
        .flag("--no-fund")
        .ledgerWrite();
  }

  @Override
  public ExitCode run(Call call) throws Failure, IOException {
    Values values = new Values(call);
    String beneficiary = values.account(call.argument(0));
    long amount = values.positiveAmount("amount", call.argument(1));
    LedgerWrite write = new LedgerWrite(call);
    Json.Builder body =
        write
            .body()
            .put("beneficiary", beneficiary)
            .put("amount", amount)
            .put("releaseRules", rules(call))
            .put("escrowId", call.option("--id").orElse(null));
    values.optionalAccount("--arbiter").ifPresent(arbiter -> body.put("arbiter", arbiter));
    Optional<String> expires = call.option("--expires");
    if (expires.isPresent()) {
      body.put("expiresAt", values.moment("--expires", expires.get()));
    }
    if (call.flag("--no-fund")) {
      body.put("autoFund", false);
    }
    Answer answer = write.send(Target.of("/api/wallet/escrow"), body.build());
    String headline = call.text("escrow.create.done", String.valueOf(answer.text("id")));
    return write.finish(answer, headline, EscrowLines.of(call, answer.body()));
  }

  private static Json.Arr rules(Call call) throws Failure {
    List<String> given = call.values("--rule");
    List<Json> rules = new ArrayList<>();
    for (String text : given.isEmpty() ? List.of(DEFAULT_RULE) : given) {
      rules.add(rule(call, text));
    }
    if (rules.size() > MAX_RULES) {
      throw call.usage(call.text("usage.rules", MAX_RULES));
    }
    return Json.of(rules);
  }

  /** Reads {@code ID[:BY[:NOT-BEFORE]]}. */
  private static Json.Obj rule(Call call, String text) throws Failure {
    String[] parts = text.split(":", 3);
    Values values = new Values(call);
    Json.Builder rule = Json.object().put("id", values.identifier(parts[0]));
    if (parts.length > 1) {
      if (!PARTIES.contains(parts[1])) {
        throw call.usage(call.text("usage.rule", text));
      }
      rule.put("by", parts[1]);
    }
    if (parts.length > 2) {
      rule.put("notBefore", values.moment("--rule", parts[2]));
    }
    return rule.build();
  }
}
