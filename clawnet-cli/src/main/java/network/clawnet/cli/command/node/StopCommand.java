package network.clawnet.cli.command.node;

import java.util.Optional;
import network.clawnet.cli.command.Call;
import network.clawnet.cli.command.Command;
import network.clawnet.cli.command.Syntax;
import network.clawnet.cli.command.Values;
import network.clawnet.cli.output.ExitCode;
import network.clawnet.cli.output.Failure;
import network.clawnet.core.codec.Json;

/** {@code clawnet stop}: asks the daemon to end, and waits until it has. Needs no API. */
public final class StopCommand implements Command {
  private static final long DEFAULT_TIMEOUT_SECONDS = 60;
  private static final long MAX_TIMEOUT_SECONDS = 3_600;
  private static final long PAUSE_MILLIS = 100;
  private static final long PROGRESS_EVERY = 50;

  @Override
  public String name() {
    return "stop";
  }

  @Override
  public void define(Syntax syntax) {
    syntax.option("<seconds>", "--timeout");
  }

  @Override
  public ExitCode run(Call call) throws Failure {
    long seconds =
        new Values(call)
            .optionalNumber("--timeout", 1, MAX_TIMEOUT_SECONDS)
            .orElse(DEFAULT_TIMEOUT_SECONDS);
    if (call.option("--api").isPresent() || call.option("--socket").isPresent()) {
      throw call.usage(call.text("stop.local"));
    }
    Optional<NodeProcess> found = NodeProcess.find(call);
    if (found.isEmpty()) {
      throw new Failure(
          ExitCode.UNREACHABLE,
          "NOT_RUNNING",
          call.text("stop.notRunning", call.home().root()),
          null);
    }
    NodeProcess process = found.get();
    process.terminate();
    if (!waited(call, process, seconds)) {
      throw new Failure(
          ExitCode.ENVIRONMENT,
          "STILL_RUNNING",
          call.text("stop.timeout", process.pid(), seconds),
          call.text("stop.timeout.hint", process.pid()));
    }
    if (call.output().isJson()) {
      call.output().json(Json.object().put("stopped", true).put("pid", process.pid()).build());
    } else {
      call.output().line(call.text("stop.done"));
    }
    return ExitCode.OK;
  }

  private static boolean waited(Call call, NodeProcess process, long seconds) {
    long looks = seconds * 1_000 / PAUSE_MILLIS;
    for (long i = 0; i < looks && process.isRunning(); i++) {
      if (i > 0 && i % PROGRESS_EVERY == 0) {
        call.output().note(call.text("stop.waiting", i * PAUSE_MILLIS / 1_000));
      }
      call.shell().time().pauseMillis(PAUSE_MILLIS);
    }
    return !process.isRunning();
  }
}
