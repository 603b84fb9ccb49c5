package network.clawnet.cli.command;

import java.io.IOException;
import network.clawnet.cli.output.ExitCode;
import network.clawnet.cli.output.Failure;
import network.clawnet.core.codec.DecodeException;
import network.clawnet.core.codec.Json;
import network.clawnet.core.codec.JsonParser;

/** Reads a JSON object that a person has in a file or pipes in. */
public final class JsonFile {
  private JsonFile() {}

  /**
   * Reads a file, or standard input for {@code -}.
   *
   * @throws Failure if it cannot be read, is longer than {@code maxBytes}, or is not an object
   */
  public static Json.Obj read(Call call, String name, int maxBytes) throws Failure {
    byte[] bytes;
    try {
      bytes =
          name.equals("-")
              ? SmallFile.read(call.shell().in(), maxBytes)
              : SmallFile.read(call.path(name), maxBytes);
    } catch (IOException e) {
      throw call.file(call.path(name), e);
    }
    try {
      return JsonParser.parseObject(bytes);
    } catch (DecodeException e) {
      String message = name + ": " + e.getMessage();
      throw new Failure(ExitCode.USAGE, "USAGE", message, null);
    }
  }
}
