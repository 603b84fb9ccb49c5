package network.clawnet.cli.command.deal;

import java.io.IOException;
import java.util.List;
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

/**
 * One step of an order or a lease, such as {@code clawnet order deliver <order>}.
 *
 * @param name words that call it
 * @param verb what the API calls it
 * @param parts what it says besides, in the order of its arguments
 */
public record StepCommand(String name, DealKind kind, String verb, List<Part> parts)
    implements Command {
  private static final String MILESTONE = "milestone ";

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
        lease("claim", Part.UNITS, Part.REASON, Part.EVIDENCE),
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

  /** Returns the steps of whole contracts. */
  public static List<Command> ofContracts() {
    return List.of(
        contract("sign"),
        contract("fund", Part.FUNDING),
        contract("complete"),
        contract("terminate", Part.REASON, Part.COSIGN),
        contract("close"),
        contract("review", Part.RATING));
  }

  /** Returns the steps of milestones. */
  public static List<Command> ofMilestones() {
    return List.of(
        milestone("submit", Part.CONTENT, Part.KEY, Part.NOTES),
        milestone("approve", Part.NOTES),
        milestone("revise", Part.REASON),
        milestone("reject", Part.REASON),
        milestone("cancel", Part.REASON),
        milestone("dispute", Part.REASON, Part.EVIDENCE),
        milestone("evidence", Part.EVIDENCE),
        milestone("rule", Part.TO_PROVIDER),
        milestone("split", Part.TO_PROVIDER, Part.COSIGN));
  }

  private static StepCommand contract(String verb, Part... parts) {
    return new StepCommand("contract " + verb, DealKind.CONTRACT, verb, List.of(parts));
  }

  private static StepCommand milestone(String verb, Part... parts) {
    return new StepCommand(MILESTONE + verb, DealKind.CONTRACT, verb, List.of(parts));
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
    if (ofMilestone()) {
      syntax.argument("<milestone>");
    }
    parts.forEach(part -> part.define(syntax));
    syntax.option("<hash>", "--prev").ledgerWrite();
  }

  @Override
  public ExitCode run(Call call) throws Failure, IOException {
    LedgerWrite write = new LedgerWrite(call);
    Json.Builder body = write.body().put("resourcePrev", call.option("--prev").orElse(null));
    int at = ofMilestone() ? 2 : 1;
    for (Part part : parts) {
      part.put(call, at, body);
      at += part.takesArgument() ? 1 : 0;
    }
    Answer answer = write.send(target(call), body.build());
    String headline =
        call.text("deal.done", call.argument(0), String.valueOf(answer.text("state")));
    return write.finish(answer, headline, DealLines.of(call, answer.body()));
  }

  private boolean ofMilestone() {
    return name.startsWith(MILESTONE);
  }

  private Target target(Call call) throws Failure {
    return ofMilestone()
        ? kind.of(call)
            .segment("milestones")
            .segment(new Values(call).identifier(call.argument(1)))
            .segment(verb)
        : kind.of(call).segment(verb);
  }
}
