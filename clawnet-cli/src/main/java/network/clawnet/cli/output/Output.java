package network.clawnet.cli.output;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import network.clawnet.core.codec.CanonicalJson;
import network.clawnet.core.codec.Json;

/**
 * The two streams of a command: results on standard output, everything else on standard error.
 * Always UTF-8, whatever the locale, since results are read by programs.
 */
public final class Output {
  private final PrintStream out;
  private final PrintStream err;
  private final boolean json;

  public Output(PrintStream out, PrintStream err, boolean json) {
    this.out = out;
    this.err = err;
    this.json = json;
  }

  /** Returns whether the result is to be printed as JSON. */
  public boolean isJson() {
    return json;
  }

  /** Prints lines of the result. */
  public void lines(List<String> lines) {
    for (String line : lines) {
      line(line);
    }
  }

  /** Prints one line of the result. */
  public void line(String line) {
    write(out, CellWidth.harmless(line, true) + "\n");
  }

  /** Prints a remark that is not part of the result. */
  public void note(String line) {
    write(err, CellWidth.harmless(line, true) + "\n");
  }

  /** Writes over the line of the last progress; an empty text clears it. For terminals only. */
  public void progress(String line) {
    write(err, "\r\u001b[K" + CellWidth.harmless(line, false));
  }

  /** Prints bytes exactly as they are, ending with a line feed. */
  public void exact(byte[] bytes) {
    out.write(bytes, 0, bytes.length);
    if (bytes.length == 0 || bytes[bytes.length - 1] != '\n') {
      out.write('\n');
    }
    out.flush();
  }

  /** Prints a JSON value in its canonical form. */
  public void json(Json value) {
    exact(CanonicalJson.encode(value));
  }

  /**
   * Prints a failure: {@code error CODE: sentence}, its details and the hint on standard error, and
   * with JSON output the error object on standard output.
   */
  public void failure(Failure failure) {
    if (json) {
      json(errorObject(failure));
    }
    note("error " + failure.code() + ": " + oneLine(failure.sentence()));
    for (Map.Entry<String, Json> detail : failure.details().members().entrySet()) {
      note("  " + detail.getKey() + ": " + oneLine(shown(detail.getKey(), detail.getValue())));
    }
    String hint = failure.hint();
    if (hint != null) {
      note("  " + hint);
    }
  }

  private static Json.Obj errorObject(Failure failure) {
    Json.Obj error = failure.details().with("code", Json.of(failure.code()));
    return Json.object().put("error", error.with("message", Json.of(failure.sentence()))).build();
  }

  private static String shown(String name, Json value) {
    if (name.endsWith("At") && value instanceof Json.Num moment) {
      return Moments.text(moment.value());
    }
    if (value instanceof Json.Str text) {
      return text.value();
    }
    return value instanceof Json.Dec number ? number.text() : CanonicalJson.text(value);
  }

  private static String oneLine(String text) {
    return text.replace('\n', ' ');
  }

  private static void write(PrintStream stream, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    stream.write(bytes, 0, bytes.length);
    stream.flush();
  }
}
