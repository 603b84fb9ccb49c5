package network.clawnet.cli.command.escrow;

import java.io.IOException;
import java.util.Optional;
import network.clawnet.cli.command.Answer;
import network.clawnet.cli.command.Call;
import network.clawnet.cli.command.Command;
import network.clawnet.cli.command.Syntax;
import network.clawnet.cli.command.Values;
import network.clawnet.cli.output.ExitCode;
import network.clawnet.cli.output.Failure;
import network.clawnet.core.codec.Json;

/**
 * {@code clawnet escrow cosign <id> <amount>}: consents to a release that the other party will
 * make.
 *
 * <p>The consent is for this amount, this rule and this state of the escrow, and for nothing else.
 */
public final class EscrowCosignCommand implements Command {
  private static final String TYPE = "wallet.escrow.release";

  @Override
  public String name() {
    return "escrow cosign";
  }

  @Override
  public void define(Syntax syntax) {
    syntax
        .argument("<id>")
        .argument("<amount>")
        .option("<id>", "--rule")
        .option("<hash>", "--prev")
        .account()
        .passphrase();
  }

  @Override
  public ExitCode run(Call call) throws Failure, IOException {
    return Consent.give(call, "/api/wallet/cosign", TYPE, EscrowCosignCommand::payload);
  }

  private static Json.Obj payload(Call call) throws Failure {
    Values values = new Values(call);
    String id = values.identifier(call.argument(0));
    long amount = values.positiveAmount("amount", call.argument(1));
    String rule = values.identifier(call.option("--rule").orElse("release"));
    return Json.object()
        .put("escrowId", id)
        .put("amount", Long.toString(amount))
        .put("ruleId", rule)
        .put("resourcePrev", prev(call))
        .build();
  }

  /** Returns the state to consent to, the given one or the latest, as events write hashes. */
  private static String prev(Call call) throws Failure {
    Optional<String> given = call.option("--prev");
    String prev =
        given.isPresent()
            ? given.get()
            : Answer.textOrEmpty(call.node().read(EscrowPath.of(call)).body(), "resourcePrev");
    return prev.startsWith("0x") ? prev.substring(2) : prev;
  }
}
