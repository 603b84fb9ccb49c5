package network.clawnet.cli.command.deal;

import java.io.IOException;
import java.util.List;
import network.clawnet.cli.command.Answer;
import network.clawnet.cli.command.Call;
import network.clawnet.cli.command.Command;
import network.clawnet.cli.command.LedgerWrite;
import network.clawnet.cli.command.Syntax;
import network.clawnet.cli.output.ExitCode;
import network.clawnet.cli.output.Failure;
import network.clawnet.core.codec.Json;

/**
 * One step of an order or a lease, such as {@code clawnet order deliver <order>}.
 *
 * @param name words that call it
 * @param verb what the API calls it
 * @param parts what it says besides, in the order of its arguments
 */
public record StepCommand(String name, DealKind kind, String verb, List<Part> parts)
    implements Command {
  public StepCommand {
    parts = List.copyOf(parts);
  }

  /** Returns the steps of orders that are not about a dispute. */
  public static List<Command> ofOrders() {
    return List.of(
        order("deliver", Part.CONTENT, Part.KEY),
        order("approve"),
        order("revise", Part.REASON),
        order("reject", Part.REASON),
        order("cancel", Part.REASON),
        order("split", Part.TO_SELLER, Part.COSIGN),
        order("close"),
        order("review", Part.RATING));
  }

  /** Returns the steps of leases. */
  public static List<Command> ofLeases() {
    return List.of(
        lease("meter", Part.UNITS, Part.COSIGN),
        lease("end", Part.COSIGN),
        lease("claim", Part.UNITS, Part.REASON_FOR_UNITS, Part.EVIDENCE),
        lease("rule", Part.TO_PROVIDER),
        lease("close"));
  }

  /** Returns the steps of disputes about orders. */
  public static List<Command> ofDisputes() {
    return List.of(
        new StepCommand(
            "dispute open", DealKind.ORDER, "dispute", List.of(Part.REASON, Part.EVIDENCE)),
        new StepCommand("dispute evidence", DealKind.ORDER, "evidence", List.of(Part.EVIDENCE)),
        new StepCommand("dispute rule", DealKind.ORDER, "rule", List.of(Part.TO_SELLER)));
  }

  private static StepCommand order(String verb, Part... parts) {
    return new StepCommand("order " + verb, DealKind.ORDER, verb, List.of(parts));
  }

  private static StepCommand lease(String verb, Part... parts) {
    return new StepCommand("lease " + verb, DealKind.LEASE, verb, List.of(parts));
  }

  @Override
  public void define(Syntax syntax) {
    syntax.argument("<" + kind.word() + ">");
    parts.forEach(part -> part.define(syntax));
    syntax.option("<hash>", "--prev").ledgerWrite();
  }

  @Override
  public ExitCode run(Call call) throws Failure, IOException {
    LedgerWrite write = new LedgerWrite(call);
    Json.Builder body = write.body().put("resourcePrev", call.option("--prev").orElse(null));
    for (Part part : parts) {
      part.put(call, body);
    }
    Answer answer = write.send(kind.of(call).segment(verb), body.build());
    String headline =
        call.text("deal.done", call.argument(0), String.valueOf(answer.text("state")));
    return write.finish(answer, headline, DealLines.of(call, answer.body()));
  }
}
