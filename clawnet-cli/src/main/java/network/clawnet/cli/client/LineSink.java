package network.clawnet.cli.client;

import java.io.IOException;

/** Takes the lines of a streamed answer, one by one, as they arrive. */
@FunctionalInterface
public interface LineSink {
  /** Takes one line, in UTF-8, without its line feed. */
  void line(byte[] line) throws IOException;
}
