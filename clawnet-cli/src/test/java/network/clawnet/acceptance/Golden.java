package network.clawnet.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** Compares what a program printed with a file, after what differs from run to run is masked. */
final class Golden {
  private Golden() {}

  static void requireSame(String printed, String resource) throws IOException {
    assertThat(masked(printed)).isEqualTo(text(resource));
  }

  /** Returns a file that lies beside this class. */
  static String text(String resource) throws IOException {
    try (InputStream in = Golden.class.getResourceAsStream(resource)) {
      return new String(
          Objects.requireNonNull(in, resource).readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static String masked(String text) {
    return text.replace("\r\n", "\n")
        .replaceAll("did:claw:z6Mk[1-9A-HJ-NP-Za-km-z]{44}", "<did>")
        .replaceAll("(?m)^   ([a-z]{3,8} ){23}[a-z]{3,8}$", "   <24 words>")
        .replaceAll("(?m)^clawnetd v.+$", "clawnetd v<version>")
        .replaceAll("127\\.0\\.0\\.1:[0-9]+", "127.0.0.1:<port>")
        .replaceAll("/tcp/[0-9]+", "/tcp/<port>");
  }
}
