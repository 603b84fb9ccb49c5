package network.clawnet.cli.command.deal;

import java.io.IOException;
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
 * A command that begins a deal: {@code clawnet market order}, {@code clawnet task take}, {@code
 * clawnet task accept}, {@code clawnet capability lease}.
 */
public final class BeginCommand implements Command {
  /** Which deal begins, and how. */
  public enum Way {
    ORDER("market order", "/api/markets/info", "purchase"),
    TAKE("task take", "/api/markets/tasks", "accept"),
    ACCEPT("task accept", "/api/markets/tasks", "accept"),
    LEASE("capability lease", "/api/markets/capabilities", "lease");

    private final String name;
    private final String path;
    private final String verb;

    Way(String name, String path, String verb) {
      this.name = name;
      this.path = path;
      this.verb = verb;
    }
  }

  private final Way way;

  public BeginCommand(Way way) {
    this.way = way;
  }

  @Override
  public String name() {
    return way.name;
  }

  @Override
  public void define(Syntax syntax) {
    switch (way) {
      case ORDER -> syntax.argument("<listing>").option("<tokens>", "--price");
      case TAKE -> syntax.argument("<task>");
      case ACCEPT -> syntax.argument("<task>").argument("<bid>").option("<tokens>", "--price");
      case LEASE -> syntax.argument("<listing>").argument("<units>").option("<tokens>", "--amount");
    }
    syntax.flag("--without-arbiter").option("<hash>", "--prev").ledgerWrite();
  }

  @Override
  public ExitCode run(Call call) throws Failure, IOException {
    Values values = new Values(call);
    LedgerWrite write = new LedgerWrite(call);
    Json.Builder body = write.body().put("resourcePrev", call.option("--prev").orElse(null));
    switch (way) {
      case ORDER -> values.optionalAmount("--price").ifPresent(it -> body.put("price", it));
      case TAKE -> {}
      case ACCEPT -> {
        body.put("bidId", values.identifier(call.argument(1)));
        values.optionalAmount("--price").ifPresent(it -> body.put("price", it));
      }
      case LEASE -> {
        body.put("units", values.number("units", call.argument(1), 1, 1_000_000_000));
        values.optionalAmount("--amount").ifPresent(it -> body.put("amount", it));
      }
    }
    if (call.flag("--without-arbiter")) {
      body.put("withoutArbiter", true);
    }
    Target target =
        Target.of(way.path).segment(values.identifier(call.argument(0))).segment(way.verb);
    Answer answer = write.send(target, body.build());
    String id = answer.text(way == Way.LEASE ? "leaseId" : "orderId");
    return write.finish(
        answer, call.text("deal.begun", String.valueOf(id)), DealLines.of(call, answer.body()));
  }
}
