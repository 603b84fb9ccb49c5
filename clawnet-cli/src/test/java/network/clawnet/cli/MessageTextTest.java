package network.clawnet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import network.clawnet.cli.output.ExitCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class MessageTextTest {
  private static final String DID = "did:claw:z6MkhaXgBZDvotDkL5257faiztiGiC2QtKLGpbnnEGta2doK";
  private static final int MOST = 262_144;

  @TempDir Path home;

  @Test
  void sendsATextOfTheGreatestLengthAndNoLongerOne() throws IOException {
    assertThat(send("x".repeat(MOST))).isEqualTo(ExitCode.OK);
    assertThat(send("x".repeat(MOST + 1))).isEqualTo(ExitCode.USAGE);
    assertThat(send("é".repeat(MOST / 2 + 1))).isEqualTo(ExitCode.USAGE);
  }

  @Test
  void sendsAFileOfTheGreatestLengthAndNoLongerOne() throws IOException {
    assertThat(sendFile("x".repeat(MOST).getBytes(StandardCharsets.UTF_8))).isEqualTo(ExitCode.OK);
    assertThat(sendFile(new byte[MOST + 1])).isEqualTo(ExitCode.ENVIRONMENT);
  }

  @Test
  void sendsNoFileThatIsNoText() throws IOException {
    assertThat(sendFile(new byte[] {(byte) 0xff})).isEqualTo(ExitCode.ENVIRONMENT);
  }

  private ExitCode sendFile(byte[] content) throws IOException {
    Path file = Files.write(home.resolve("letter"), content);
    return send("--file", file.toString());
  }

  private ExitCode send(String... rest) throws IOException {
    try (FakeNode node = new FakeNode(List.of("200 {\"id\":\"m\",\"status\":\"waiting\"}"))) {
      String[] arguments = new String[4 + rest.length];
      System.arraycopy(new String[] {"message", "send", DID, "ab"}, 0, arguments, 0, 4);
      System.arraycopy(rest, 0, arguments, 4, rest.length);
      ExitCode exit =
          new TestShell(home)
              .with("CLAWNET_API_URL", "http://127.0.0.1:" + node.port())
              .run(arguments);
      assertThat(node.requests()).hasSize(exit == ExitCode.OK ? 1 : 0);
      return exit;
    }
  }
}
