package network.clawnet.cli.command.standing;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import network.clawnet.cli.command.Answer;
import network.clawnet.cli.command.Call;
import network.clawnet.cli.command.Command;
import network.clawnet.cli.command.Syntax;
import network.clawnet.cli.command.Target;
import network.clawnet.cli.command.Values;
import network.clawnet.cli.output.ExitCode;
import network.clawnet.cli.output.Failure;
import network.clawnet.core.codec.Json;

/**
 * {@code clawnet earnings [did]}: what an account earned and paid in deals, as a table, or as CSV
 * for a spreadsheet. Only what is final counts.
 */
public final class EarningsCommand implements Command {
  private static final int PAGE = 100;

  /** Movements that a statement goes back at most. */
  private static final int MAX_ROWS = 100_000;

  @Override
  public String name() {
    return "earnings";
  }

  @Override
  public void define(Syntax syntax) {
    syntax
        .optionalArgument("<did>")
        .option("<time>", "--since")
        .option("<time>", "--until")
        .flag("--csv");
  }

  @Override
  public ExitCode run(Call call) throws Failure {
    Values values = new Values(call);
    String did =
        call.optionalArgument(0).isPresent()
            ? values.account(call.argument(0))
            : String.valueOf(call.node().read(Target.of("/api/identity")).text("did"));
    Statement statement = read(call, resolved(call, did));
    if (call.output().isJson()) {
      call.output().json(statement.json());
    } else if (call.flag("--csv")) {
      call.output().exact(statement.csv());
    } else {
      call.output().lines(statement.lines(call));
    }
    return ExitCode.OK;
  }

  /** Returns the account's DID, which movements name it by, also where its address was given. */
  private static String resolved(Call call, String account) throws Failure {
    return account.startsWith("did:")
        ? account
        : String.valueOf(call.node().read(Target.of("/api/identity").segment(account)).text("did"));
  }

  private static Statement read(Call call, String did) throws Failure {
    long since = moment(call, "--since", 0);
    long until = moment(call, "--until", Long.MAX_VALUE);
    List<Json.Obj> rows = new ArrayList<>();
    for (int offset = 0; offset < MAX_ROWS; offset += PAGE) {
      Answer page =
          call.node()
              .read(
                  Target.of("/api/wallet/history")
                      .query("did", did)
                      .query("type", "market")
                      .query("limit", Integer.toString(PAGE))
                      .query("offset", Integer.toString(offset)));
      for (Json.Obj row : page.objects("transactions")) {
        long time = Answer.number(row, "timestamp", 0);
        if (time >= since && time < until && row.has("height")) {
          rows.add(row);
        }
      }
      if (!Answer.isTrue(page.body(), "hasMore")) {
        break;
      }
    }
    return Statement.of(did, rows);
  }

  private static long moment(Call call, String option, long absent) throws Failure {
    Optional<String> text = call.option(option);
    return text.isPresent() ? new Values(call).moment(option, text.get()) : absent;
  }
}
