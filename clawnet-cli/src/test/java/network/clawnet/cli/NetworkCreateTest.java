package network.clawnet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import network.clawnet.cli.output.ExitCode;
import network.clawnet.core.config.ConfigReader;
import network.clawnet.core.config.NodeConfig;
import network.clawnet.core.config.NodeHome;
import network.clawnet.core.crypto.PublicKey;
import network.clawnet.core.genesis.Genesis;
import network.clawnet.core.genesis.GenesisCodec;
import network.clawnet.core.genesis.GenesisValidator;
import network.clawnet.core.genesis.StakeParams;
import network.clawnet.wallet.keystore.NodeKeys;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class NetworkCreateTest {
  private static final List<String> NODES = List.of("validator1", "validator2", "full1");

  @TempDir Path home;

  private ExitCode create(TestShell shell, String... more) {
    List<String> words =
        new ArrayList<>(List.of("network", "create", "--validators", "2", "--base-port", "24000"));
    words.addAll(List.of("--dir", home.resolve("net").toString()));
    words.addAll(List.of(more));
    return shell.run(words.toArray(String[]::new));
  }

  @Test
  void everyNodeHasItsOwnKeysAndPortsAndAllHaveOneGenesis() throws Exception {
    TestShell shell = new TestShell(home);
    assertThat(create(shell, "--full", "1", "--epoch", "60s")).isEqualTo(ExitCode.OK);

    Set<Integer> ports = new HashSet<>();
    Set<String> geneses = new HashSet<>();
    for (String name : NODES) {
      NodeHome node = new NodeHome(home.resolve("net").resolve(name));
      NodeConfig config = new ConfigReader(Map.of()).read(node, Map.of()).config();
      assertThat(config.startRefusals()).isEmpty();
      ports.add(config.p2p().port());
      ports.add(config.api().port());
      geneses.add(Files.readString(node.genesis()));
      assertThat(node.unusedKeyMark()).exists();
      assertThat(config.p2p().bootstrap()).hasSize(name.startsWith("validator") ? 1 : 2);
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(node.root())))
          .isEqualTo("rwx------");
    }
    assertThat(ports).containsExactlyInAnyOrder(24000, 24001, 24002, 24003, 24004, 24005);
    assertThat(geneses).hasSize(1);
    Genesis genesis =
        GenesisCodec.decode(geneses.iterator().next().getBytes(StandardCharsets.UTF_8));
    assertThat(genesis.params().epochMs()).isEqualTo(60_000);
    assertThat(genesis.params().stake().unbondingMs()).isEqualTo(180_000);
    assertThat(genesis.validators())
        .extracting(GenesisValidator::consensusKey)
        .containsExactly(consensusKey("validator1"), consensusKey("validator2"));
    assertThat(genesis.allocation().balances()).hasSize(4);
    assertThat(home.resolve("net/start.sh")).isExecutable();
    assertThat(home.resolve("net/stop.sh")).isExecutable();
    assertThat(home.resolve("net/compose.yaml")).content().contains("validator2:", "full1:");
    assertThat(home.resolve("net/nodes.json")).content().contains("\"role\":\"full\"");
  }

  private PublicKey consensusKey(String name) throws Exception {
    NodeHome node = new NodeHome(home.resolve("net").resolve(name));
    try (NodeKeys keys =
        NodeKeys.openOrCreate(node.nodeKeys(), node.nodeSecret(), null, bytes -> {})) {
      return keys.consensus().publicKey();
    }
  }

  @Test
  void theRulesOfStakeAreThoseAskedFor() throws Exception {
    TestShell shell = new TestShell(home);
    assertThat(
            create(
                shell,
                "--epoch",
                "4s",
                "--unbonding",
                "30s",
                "--evidence-epochs",
                "2",
                "--min-stake",
                "500"))
        .isEqualTo(ExitCode.OK);

    Genesis genesis =
        GenesisCodec.decode(
            Files.readAllBytes(new NodeHome(home.resolve("net/validator1")).genesis()));
    assertThat(genesis.params().epochMs()).isEqualTo(4_000);
    assertThat(genesis.params().givenStake()).hasValue(new StakeParams(500, 30_000, 100, 500, 2));
  }

  @Test
  void anUnbondingThatEndsBeforeEvidenceDoesIsRefused() {
    TestShell shell = new TestShell(home);

    assertThat(create(shell, "--epoch", "10s", "--unbonding", "29s")).isEqualTo(ExitCode.USAGE);
    assertThat(shell.err()).contains("30000");
    assertThat(home.resolve("net")).doesNotExist();
  }

  @Test
  void aDirectoryThatHoldsSomethingIsLeftAlone() throws IOException {
    Path file = home.resolve("net/precious");
    Files.createDirectories(home.resolve("net"));
    Files.writeString(file, "mine");
    TestShell shell = new TestShell(home);

    assertThat(create(shell)).isEqualTo(ExitCode.ENVIRONMENT);
    assertThat(shell.err()).startsWith("error NETWORK_EXISTS: ");
    assertThat(home.resolve("net")).isDirectoryContaining(it -> it.equals(file));
    assertThat(home.resolve("net/nodes.json")).doesNotExist();
  }

  @Test
  void whatCannotBeMadeIsRefusedBeforeAnythingIsWritten() {
    assertThat(create(new TestShell(home), "--light", "101")).isEqualTo(ExitCode.USAGE);
    assertThat(create(new TestShell(home), "--full", "101")).isEqualTo(ExitCode.USAGE);
    assertThat(new TestShell(home).run("network", "create", "--dir", "x"))
        .isEqualTo(ExitCode.USAGE);
    assertThat(new TestShell(home).run("network", "create", "--validators", "0", "--dir", "x"))
        .isEqualTo(ExitCode.USAGE);
    assertThat(home.resolve("net")).doesNotExist();
  }
}
