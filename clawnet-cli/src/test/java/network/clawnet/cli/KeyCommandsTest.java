package network.clawnet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import network.clawnet.cli.output.ExitCode;
import network.clawnet.core.config.ConfigReader;
import network.clawnet.core.config.Network;
import network.clawnet.core.config.NodeHome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class KeyCommandsTest {
  @TempDir Path home;

  private static String permissions(Path path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }

  private static List<String> names(Path directory) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  @Test
  void initWritesAConfigurationForALocalNetworkThatOnlyItsOwnerReads() throws Exception {
    TestShell shell = new TestShell(home);

    assertThat(shell.run("init")).isEqualTo(ExitCode.OK);

    Path root = home.resolve(".clawnet");
    assertThat(permissions(root.resolve("config.yaml"))).isEqualTo("rw-------");
    assertThat(permissions(root)).isEqualTo("rwx------");
    assertThat(permissions(root.resolve("keys"))).isEqualTo("rwx------");
    NodeHome node = new NodeHome(root);
    assertThat(new ConfigReader(Map.of()).read(node, Map.of()).config().network())
        .isEqualTo(Network.LOCAL);
    assertThat(shell.run("config", "check")).isEqualTo(ExitCode.OK);
  }

  @Test
  void initRefusesToReplaceAnIdentityAndChangesNothing() throws Exception {
    TestShell shell = new TestShell(home);
    shell.run("init");
    List<String> before = names(home.resolve(".clawnet/keys"));

    assertThat(shell.run("init")).isEqualTo(ExitCode.KEY);

    assertThat(shell.err()).startsWith("error IDENTITY_EXISTS: ");
    assertThat(names(home.resolve(".clawnet/keys"))).isEqualTo(before);
    assertThat(shell.run("recover")).isEqualTo(ExitCode.KEY);
    assertThat(shell.err()).startsWith("error IDENTITY_EXISTS: ");
  }

  @Test
  void initKeepsAConfigurationThatIsThere() throws Exception {
    Path config = home.resolve(".clawnet/config.yaml");
    Files.createDirectories(config.getParent());
    Files.writeString(config, "network: testnet\n");

    assertThat(new TestShell(home).run("init")).isEqualTo(ExitCode.OK);

    assertThat(Files.readString(config)).isEqualTo("network: testnet\n");
  }

  @Test
  void recoverRestoresWhatInitMade() throws Exception {
    TestShell shell = new TestShell(home);
    shell.run("init");
    String words = shell.out().lines().toList().get(9).strip();
    String did = shell.out().lines().toList().get(4).replaceFirst(".*: ", "");
    Path file = Files.writeString(home.resolve("words"), words);

    ExitCode exit =
        shell.run(
            "recover",
            "--data-dir",
            home.resolve("other").toString(),
            "--mnemonic-file",
            file.toString(),
            "--accounts",
            "2");

    assertThat(exit).isEqualTo(ExitCode.OK);
    assertThat(shell.out()).contains("✓ 2 accounts restored to ~/other/keys/").contains(did);
    assertThat(names(home.resolve("other/keys")))
        .contains(did.substring("did:claw:".length()) + ".json");
  }
}
