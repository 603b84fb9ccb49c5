package network.clawnet.cli.command.message;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import network.clawnet.cli.command.Call;
import network.clawnet.cli.command.SmallFile;
import network.clawnet.cli.output.Failure;
import network.clawnet.core.message.Letter;

/**
 * What is to be sent: an argument, or a file, since other programs of the machine can read the
 * command line.
 */
final class MessageText {
  private MessageText() {}

  /** Returns the text, of which there must be exactly one. */
  static String of(Call call, int argument) throws Failure {
    Optional<String> given = call.optionalArgument(argument);
    Optional<String> file = call.option("--file");
    if (given.isPresent() == file.isPresent()) {
      throw call.usage(call.text("usage.messageText"));
    }
    String text = file.isPresent() ? read(call, file.get()) : given.orElseThrow();
    if (text.getBytes(StandardCharsets.UTF_8).length > Letter.MAX_BODY_BYTES) {
      throw call.usage(call.text("usage.messageLong", Letter.MAX_BODY_BYTES));
    }
    return text;
  }

  private static String read(Call call, String name) throws Failure {
    Path path = call.path(name);
    try {
      byte[] bytes =
          name.equals("-")
              ? SmallFile.read(call.shell().in(), Letter.MAX_BODY_BYTES)
              : SmallFile.read(path, Letter.MAX_BODY_BYTES);
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw call.file(path, new IOException("not UTF-8", e));
    } catch (IOException e) {
      throw call.file(path, e);
    }
  }
}
