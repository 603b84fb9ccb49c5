package network.clawnet.core.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import network.clawnet.core.units.Tokens;
import org.junit.jupiter.api.Test;

class SettingsTest {
  private static final Path HOME = Path.of("/node");

  private final Map<ConfigKey, Settings.Given> given = new EnumMap<>(ConfigKey.class);
  private final List<ConfigNote> problems = new ArrayList<>();
  private final List<ConfigNote> warnings = new ArrayList<>();
  private final Settings settings =
      new Settings(given, new NodeHome(HOME), Path.of("/user"), problems, warnings);

  private void give(ConfigKey key, String text) {
    given.put(key, Settings.Given.of(text, "config.yaml line 3"));
  }

  @Test
  void readsANumberWithinItsBoundsAndNotesOneOutside() {
    give(ConfigKey.P2P_PORT, "65535");
    assertThat(settings.number(ConfigKey.P2P_PORT, 1, 0, 65_535)).isEqualTo(65_535);
    assertThat(problems).isEmpty();

    give(ConfigKey.P2P_PORT, "65536");

    assertThat(settings.number(ConfigKey.P2P_PORT, 1, 0, 65_535)).isEqualTo(1);
    assertThat(problems).singleElement().asString().startsWith("config.yaml line 3: ");
  }

  @Test
  void takesNothingButTrueAndFalseForAFlag() {
    assertThat(settings.flag(ConfigKey.API_READONLY, true)).isTrue();

    give(ConfigKey.API_READONLY, "yes");

    assertThat(settings.flag(ConfigKey.API_READONLY, true)).isFalse();
    assertThat(problems).hasSize(1);
  }

  @Test
  void takesNoAmountForNoneAndZeroForWrong() {
    assertThat(settings.amount(ConfigKey.MAX_TRANSFER_PER_TX, null)).isNull();
    assertThat(settings.amount(ConfigKey.MAX_TRANSFER_PER_TX, "7")).isEqualTo(new Tokens(7));
    assertThat(problems).isEmpty();

    give(ConfigKey.MAX_TRANSFER_PER_TX, "0");

    assertThat(settings.amount(ConfigKey.MAX_TRANSFER_PER_TX, "7")).isNull();
    assertThat(problems).hasSize(1);
  }

  @Test
  void readsPathsFromTheNodesOwnDirectoryOrTheUsers() {
    give(ConfigKey.GENESIS, "genesis.json");
    assertThat(settings.optionalPath(ConfigKey.GENESIS)).isEqualTo(Path.of("/node/genesis.json"));

    give(ConfigKey.GENESIS, "~/genesis.json");
    assertThat(settings.optionalPath(ConfigKey.GENESIS)).isEqualTo(Path.of("/user/genesis.json"));
    assertThat(settings.optionalPath(ConfigKey.API_TOKEN_FILE)).isNull();
  }

  @Test
  void warnsOfAnAddressThatItDoesNotUse() {
    give(ConfigKey.P2P_BOOTSTRAP, "/ip4/127.0.0.1/tcp/9527");

    assertThat(settings.addresses(ConfigKey.P2P_BOOTSTRAP, false)).hasSize(1);
    assertThat(settings.addresses(ConfigKey.P2P_BOOTSTRAP, true)).isEmpty();
    assertThat(warnings).singleElement().asString().contains("/p2p/ID");
  }

  @Test
  void showsEveryKeyWithWhatItIsInEffectAndWhereThatIsFrom() {
    give(ConfigKey.P2P_PORT, "9");
    assertThat(settings.number(ConfigKey.P2P_PORT, 1, 0, 65_535)).isEqualTo(9);
    assertThat(settings.flag(ConfigKey.API_READONLY, false)).isFalse();

    assertThat(settings.lines())
        .hasSize(ConfigKey.values().length)
        .contains("p2p.port: 9  # config.yaml line 3", "api.readonly: false  # default");
  }
}
