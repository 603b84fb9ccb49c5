package network.clawnet.cli.command.deal;

import java.io.IOException;
import java.util.Optional;
import network.clawnet.cli.command.Answer;
import network.clawnet.cli.command.Call;
import network.clawnet.cli.command.Command;
import network.clawnet.cli.command.Syntax;
import network.clawnet.cli.command.Values;
import network.clawnet.cli.command.escrow.Consent;
import network.clawnet.cli.output.ExitCode;
import network.clawnet.cli.output.Failure;
import network.clawnet.core.codec.Json;

/**
 * {@code clawnet order cosign <order> <to-seller>} consents to a split that the other party will
 * bring; {@code clawnet lease cosign <lease> <units>} to a total of the meter; {@code clawnet
 * contract cosign <contract> <milestone> <to-provider>} to a split of a milestone.
 */
public record DealCosignCommand(DealKind kind) implements Command {
  @Override
  public String name() {
    return kind.word() + " cosign";
  }

  @Override
  public void define(Syntax syntax) {
    switch (kind) {
      case ORDER -> syntax.argument("<order>").argument("<to-seller>").option("<hash>", "--prev");
      case LEASE -> syntax.argument("<lease>").argument("<units>");
      case CONTRACT ->
          syntax
              .argument("<contract>")
              .argument("<milestone>")
              .argument("<to-provider>")
              .option("<hash>", "--prev");
    }
    syntax.account().passphrase();
  }

  @Override
  public ExitCode run(Call call) throws Failure, IOException {
    return Consent.give(call, "/api/markets/cosign", type(), this::payload);
  }

  private String type() {
    return switch (kind) {
      case ORDER -> "market.order.split";
      case LEASE -> "market.lease.meter";
      case CONTRACT -> "contract.milestone.split";
    };
  }

  private Json.Obj payload(Call call) throws Failure {
    Values values = new Values(call);
    Json.Builder payload =
        Json.object().put(kind.word() + "Id", plain(values.identifier(call.argument(0))));
    return switch (kind) {
      case ORDER ->
          payload
              .put("toSeller", Long.toString(values.amount("to-seller", call.argument(1))))
              .put("resourcePrev", prev(call))
              .build();
      case LEASE ->
          payload.put("units", values.number("units", call.argument(1), 1, 1_000_000_000)).build();
      case CONTRACT ->
          payload
              .put("milestoneId", values.identifier(call.argument(1)))
              .put("toProvider", Long.toString(values.amount("to-provider", call.argument(2))))
              .put("resourcePrev", prev(call))
              .build();
    };
  }

  /** Returns the state to consent to: the given one, or the latest. */
  private String prev(Call call) throws Failure {
    Optional<String> given = call.option("--prev");
    return plain(
        given.isPresent()
            ? given.get()
            : Answer.textOrEmpty(call.node().read(kind.of(call)).body(), "resourcePrev"));
  }

  /** Returns a hash as events write it. */
  private static String plain(String hash) {
    return hash.startsWith("0x") ? hash.substring(2) : hash;
  }
}
