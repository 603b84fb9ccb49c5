package network.clawnet.cli.command.node;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import network.clawnet.cli.command.Call;
import network.clawnet.cli.command.Command;
import network.clawnet.cli.command.Syntax;
import network.clawnet.cli.command.Values;
import network.clawnet.cli.output.ExitCode;
import network.clawnet.cli.output.Failure;

/** {@code clawnet logs}: the end of the node's log, and what is added to it. Needs no API. */
public final class LogsCommand implements Command {
  private static final long DEFAULT_LINES = 100;
  private static final long MAX_LINES = 1_000_000;
  private static final long PAUSE_MILLIS = 250;

  @Override
  public String name() {
    return "logs";
  }

  @Override
  public void define(Syntax syntax) {
    syntax.flag("--follow", "-f").option("<n>", "-n", "--lines");
  }

  @Override
  public ExitCode run(Call call) throws Failure, IOException {
    long lines = new Values(call).optionalNumber("-n", 0, MAX_LINES).orElse(DEFAULT_LINES);
    Path file = file(call);
    try (LogTail tail = new LogTail(file, call.shell().out())) {
      tail.last(lines);
      while (call.flag("--follow") && !Thread.currentThread().isInterrupted()) {
        call.shell().time().pauseMillis(PAUSE_MILLIS);
        tail.more();
      }
    } catch (NoSuchFileException e) {
      throw new Failure(
          ExitCode.ENVIRONMENT, "FILE", call.text("logs.none", file), call.text("logs.none.hint"));
    }
    return ExitCode.OK;
  }

  private static Path file(Call call) throws Failure {
    if (!Files.exists(call.home().config())) {
      return call.home().log();
    }
    return call.configuration().config().logging().file();
  }
}
