package network.clawnet.cli.command.deal;

import java.util.List;
import java.util.Optional;
import network.clawnet.cli.command.Answer;
import network.clawnet.cli.command.Call;
import network.clawnet.cli.command.Command;
import network.clawnet.cli.command.Syntax;
import network.clawnet.cli.command.Target;
import network.clawnet.cli.command.Values;
import network.clawnet.cli.command.market.MorePages;
import network.clawnet.cli.output.ExitCode;
import network.clawnet.cli.output.Failure;

/** {@code clawnet order list}, {@code clawnet lease list}: the deals of an account or listing. */
public record DealListCommand(DealKind kind) implements Command {
  @Override
  public String name() {
    return kind.word() + " list";
  }

  @Override
  public void define(Syntax syntax) {
    syntax.account().option("<role>", "--role").option("<state>", "--state");
    if (kind != DealKind.CONTRACT) {
      syntax.option("<listing>", "--listing");
    }
    syntax.option("<n>", "--limit").option("<cursor>", "--cursor");
  }

  @Override
  public ExitCode run(Call call) throws Failure {
    Values values = new Values(call);
    Optional<String> role = call.option("--role");
    if (role.isPresent() && !roles().contains(role.get())) {
      throw call.usage(call.text("usage.dealRole", String.join(", ", roles()), role.get()));
    }
    Target target =
        kind.list()
            .query("did", values.optionalAccount("--did"))
            .query("role", role)
            .query("state", call.option("--state"))
            .query("listing", call.option("--listing"))
            .query("limit", values.optionalNumber("--limit", 1, 100))
            .query("cursor", call.option("--cursor"));
    Answer answer = call.node().read(target);
    ExitCode exit = call.show(answer, DealLines.table(call, answer, kind));
    MorePages.note(call, answer);
    return exit;
  }

  private List<String> roles() {
    return kind == DealKind.CONTRACT
        ? List.of("client", "provider", "arbiter", "all")
        : List.of("buyer", "seller", "arbiter", "all");
  }
}
