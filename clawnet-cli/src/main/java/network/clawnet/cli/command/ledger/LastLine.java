package network.clawnet.cli.command.ledger;

import java.io.IOException;
import network.clawnet.cli.client.LineSink;
import network.clawnet.cli.command.Answer;
import network.clawnet.cli.command.Call;
import network.clawnet.cli.output.ExitCode;
import network.clawnet.cli.output.Failure;
import network.clawnet.core.codec.DecodeException;
import network.clawnet.core.codec.Json;
import network.clawnet.core.codec.JsonParser;
import org.jspecify.annotations.Nullable;

/** Shows the progress lines of a verification and keeps the last one, which is the report. */
final class LastLine implements LineSink {
  private final Call call;
  private byte @Nullable [] last;
  private boolean shown;

  LastLine(Call call) {
    this.call = call;
  }

  @Override
  public void line(byte[] line) throws IOException {
    last = line;
    if (!call.shell().prompt().isInteractive() || call.output().isJson()) {
      return;
    }
    Json.Obj progress = parse(line);
    if (!progress.has("ok")) {
      long height = Answer.number(progress, "height", 0);
      long head = Answer.number(progress, "head", 0);
      call.output().progress(call.text("verify.progress", height, head));
      shown = true;
    }
  }

  /** Returns the report. */
  Answer report() throws Failure, IOException {
    if (shown) {
      call.output().progress("");
    }
    byte[] line = last;
    Json.Obj report = line == null ? Json.Obj.EMPTY : parse(line);
    if (line == null || !report.has("ok")) {
      throw new Failure(
          ExitCode.UNREACHABLE,
          "NO_ANSWER",
          call.text("verify.cutOff"),
          call.text("node.lost.read"));
    }
    return new Answer(line, report);
  }

  private static Json.Obj parse(byte[] line) throws IOException {
    try {
      return JsonParser.parseObject(line);
    } catch (DecodeException e) {
      throw new IOException("the node sent a line that is not JSON: " + e.getMessage());
    }
  }
}
