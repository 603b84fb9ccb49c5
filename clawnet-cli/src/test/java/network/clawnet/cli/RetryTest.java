package network.clawnet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import network.clawnet.cli.output.ExitCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RetryTest {
  private static final String DID = "did:claw:z6MkhaXgBZDvotDkL5257faiztiGiC2QtKLGpbnnEGta2doK";
  private static final String DONE = "200 {\"txHash\":\"0xaa\",\"status\":\"final\",\"height\":1}";

  @TempDir Path home;

  private ExitCode run(FakeNode node, String... arguments) {
    return new TestShell(home)
        .with("CLAWNET_API_URL", "http://127.0.0.1:" + node.port())
        .run(arguments);
  }

  @Test
  void repeatsALostWriteWithTheSameKey() throws IOException {
    try (FakeNode node = new FakeNode(List.of("hangup", DONE))) {
      assertThat(run(node, "transfer", DID, "5")).isEqualTo(ExitCode.OK);

      assertThat(node.keys()).hasSize(2);
      assertThat(node.keys().get(0)).matches("[0-9a-f]{32}").isEqualTo(node.keys().get(1));
      assertThat(node.requests().get(0)).isEqualTo(node.requests().get(1));
    }
  }

  @Test
  void keepsTheKeyWhenItSendsThePassphrase() throws IOException {
    String locked = "423 {\"error\":{\"code\":\"ACCOUNT_LOCKED\",\"message\":\"locked\"}}";
    try (FakeNode node = new FakeNode(List.of(locked, DONE))) {
      assertThat(run(node, "transfer", DID, "5")).isEqualTo(ExitCode.OK);

      assertThat(node.keys()).hasSize(2);
      assertThat(node.keys().get(0)).isEqualTo(node.keys().get(1));
    }
  }

  @Test
  void repeatsNoMessageForItWouldComeTwice() throws IOException {
    try (FakeNode node = new FakeNode(List.of("hangup", "200 {\"id\":\"m\"}"))) {
      assertThat(run(node, "message", "send", DID, "ab", "hello")).isEqualTo(ExitCode.UNREACHABLE);

      assertThat(node.keys()).containsExactly("");
    }
  }

  @Test
  void keepsTheKeyThatWasGiven() throws IOException {
    try (FakeNode node = new FakeNode(List.of(DONE))) {
      run(node, "transfer", DID, "5", "--idempotency-key", "mine");

      assertThat(node.keys()).containsExactly("mine");
    }
  }

  @Test
  void sendsAKeyWithEveryWriteAndNoneWithAReading() throws IOException {
    List<String[]> writes =
        List.of(
            new String[] {"unlock"},
            new String[] {"lock"},
            new String[] {"account", "new"},
            new String[] {"faucet"},
            new String[] {"credential", "create", "--scope", "read"},
            new String[] {"credential", "rotate", "x"},
            new String[] {"credential", "revoke", "x"},
            new String[] {"escrow", "create", DID, "5"},
            new String[] {"escrow", "expire", "x"});
    for (String[] write : writes) {
      try (FakeNode node = new FakeNode(List.of("200 {}"))) {
        run(node, write);

        assertThat(node.keys()).as(String.join(" ", write)).hasSize(1);
        assertThat(node.keys().get(0)).as(String.join(" ", write)).hasSize(32);
      }
    }
    try (FakeNode node = new FakeNode(List.of("200 {}"))) {
      run(node, "balance");

      assertThat(node.keys()).containsExactly("");
    }
  }

  @Test
  void turnsFromAStaleSocketToTheConfiguredPort() throws IOException {
    try (FakeNode node = new FakeNode(List.of("200 {\"balance\":7}"))) {
      Path root = Files.createDirectories(home.resolve(".clawnet"));
      Files.createFile(root.resolve("api.sock"));
      Files.writeString(root.resolve("config.yaml"), "api:\n  port: " + node.port() + "\n");
      TestShell shell = new TestShell(home);

      assertThat(shell.run("balance")).isEqualTo(ExitCode.OK);
      assertThat(shell.out()).contains("7");
    }
  }
}
