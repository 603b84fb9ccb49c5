package network.clawnet.cli.command.escrow;

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
import network.clawnet.cli.output.Moments;
import network.clawnet.cli.output.Table;
import network.clawnet.core.codec.Json;

/** {@code clawnet escrow list}: the escrows that an account takes part in. */
public final class EscrowListCommand implements Command {
  private static final Set<String> ROLES = Set.of("depositor", "beneficiary", "arbiter", "all");

  @Override
  public String name() {
    return "escrow list";
  }

  @Override
  public void define(Syntax syntax) {
    syntax.account().option("<role>", "--role").pages();
  }

  @Override
  public ExitCode run(Call call) throws Failure {
    Values values = new Values(call);
    Target target = Target.of("/api/wallet/escrows");
    target.query("did", values.optionalAccount("--did"));
    Optional<String> role = call.option("--role");
    if (role.isPresent() && !ROLES.contains(role.get())) {
      throw call.usage(call.text("usage.role", role.get()));
    }
    target.query("role", role);
    target.query("limit", values.optionalNumber("--limit", 1, 100));
    target.query("offset", values.optionalNumber("--offset", 0, 10_000_000));
    Answer answer = call.node().read(target);
    return call.show(answer, lines(call, answer));
  }

  private static List<String> lines(Call call, Answer answer) {
    Table table =
        new Table(
            call.text("column.id"),
            call.text("column.state"),
            call.text("column.remaining"),
            call.text("column.amount"),
            call.text("column.depositor"),
            call.text("column.beneficiary"),
            call.text("column.expires"));
    for (Json.Obj escrow : answer.objects("escrows")) {
      table.row(
          Answer.textOrEmpty(escrow, "id"),
          Answer.textOrEmpty(escrow, "state"),
          Answer.textOrEmpty(escrow, "remaining"),
          Answer.textOrEmpty(escrow, "amount"),
          Answer.textOrEmpty(escrow, "depositor"),
          Answer.textOrEmpty(escrow, "beneficiary"),
          Moments.text(Answer.number(escrow, "expiresAt", 0)));
    }
    return table.isEmpty() ? List.of(call.text("escrow.none")) : table.lines();
  }
}
