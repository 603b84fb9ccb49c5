package network.clawnet.core.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

final class ConfigTextTest {
  private static final NodeHome HOME = new NodeHome(Path.of("/srv/node"));
  private static final Path EXAMPLE = Path.of("..", "config.example.yaml");

  private static LoadedConfig read(String yaml) throws Exception {
    return new ConfigReader(Map.of()).read(yaml, "config.yaml", HOME, Map.of());
  }

  @Test
  void theFileOfANewLocalNodeGivesTheDefaults() throws Exception {
    LoadedConfig loaded = read(ConfigText.initial(Network.LOCAL));

    assertThat(loaded.config()).isEqualTo(read("").config());
    assertThat(loaded.warnings()).isEmpty();
    assertThat(ConfigText.initial(Network.LOCAL)).contains("#   maxTransferPerTx: 1000");
  }

  @Test
  void theFileOfANewNodeOfAnotherNetworkHasLimits() throws Exception {
    String text = ConfigText.initial(Network.TESTNET);

    assertThat(read(text).config()).isEqualTo(read("network: testnet").config());
    assertThat(text).containsPattern("(?m)^  maxTransferPerTx: 1000");
  }

  @Test
  void theExampleIsValidAndDiffersFromTheDefaultsInTheLimitsOnly() throws Exception {
    LoadedConfig loaded = read(Files.readString(EXAMPLE));

    NodeConfig defaults = read("").config();
    NodeConfig config = loaded.config();
    assertThat(loaded.warnings()).isEmpty();
    assertThat(config.limits()).isEqualTo(read("network: testnet").config().limits());
    assertThat(config.p2p()).isEqualTo(defaults.p2p());
    assertThat(config.api()).isEqualTo(defaults.api());
    assertThat(config.node()).isEqualTo(defaults.node());
    assertThat(config.logging()).isEqualTo(defaults.logging());
  }

  @Test
  void theExampleHasEveryKeyAndEveryFlag() throws Exception {
    String example = Files.readString(EXAMPLE);

    for (ConfigKey key : ConfigKey.values()) {
      String name = key.path().substring(key.path().indexOf('.') + 1);
      String indent = key.path().contains(".") ? "  " : "";
      assertThat(example).containsPattern("(?m)^" + indent + Pattern.quote(name) + ": ");
      key.flag().ifPresent(flag -> assertThat(example).contains("Flag: " + flag));
    }
  }

  @Test
  void everyComponentOfTheRecordsIsAKey() {
    List<String> paths = new ArrayList<>();
    collect("", NodeConfig.class, paths);

    assertThat(paths)
        .containsExactlyInAnyOrderElementsOf(
            Arrays.stream(ConfigKey.values()).map(ConfigKey::path).toList());
  }

  private static void collect(String prefix, Class<?> type, List<String> paths) {
    for (RecordComponent component : type.getRecordComponents()) {
      Class<?> inner = component.getType();
      String path = prefix.isEmpty() ? component.getName() : prefix + "." + component.getName();
      if (inner == ApiSection.Access.class) {
        collect(prefix, inner, paths);
      } else if (inner.isRecord() && inner.getSimpleName().endsWith("Section")) {
        collect(path, inner, paths);
      } else {
        paths.add(path);
      }
    }
  }

  @Test
  void namesTheVariableOfAKey() {
    assertThat(ConfigKey.API_TRUST_GATEWAY.variable()).isEqualTo("CLAWNET_API_TRUST_GATEWAY");
    assertThat(ConfigKey.MAX_TRANSFER_PER_TX.variable())
        .isEqualTo("CLAWNET_LIMITS_MAX_TRANSFER_PER_TX");
    assertThat(ConfigKey.P2P_PORT.variable()).isEqualTo("CLAWNET_P2P_PORT");
  }
}
