package network.clawnet.core.genesis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import network.clawnet.core.codec.DecodeException;
import network.clawnet.core.testing.LedgerFixture;
import org.junit.jupiter.api.Test;

class UpgradesTest {
  private static Upgrades read(String entries) throws DecodeException {
    return Upgrades.decode(
        ("{\"v\":1,\"upgrades\":[" + entries + "]}").getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void aVersionHoldsFromItsHeightOn() throws DecodeException {
    Upgrades upgrades = read("{\"version\":2,\"height\":10},{\"version\":3,\"height\":20}");

    assertThat(List.of(1L, 9L, 10L, 19L, 20L, 99L))
        .extracting(upgrades::versionAt)
        .containsExactly(1, 1, 2, 2, 3, 3);
    assertThat(upgrades.firstUnknown()).hasValue(10);
    assertThat(new Upgrades(2, upgrades.versions()).firstUnknown()).hasValue(20);
    assertThat(new Upgrades(3, upgrades.versions()).firstUnknown()).isEmpty();
  }

  @Test
  void aDocumentWithoutThemKeepsTheFirstVersion() throws DecodeException {
    Upgrades upgrades = Upgrades.decode("{\"v\":1}".getBytes(StandardCharsets.UTF_8));

    assertThat(upgrades).isEqualTo(Upgrades.NONE);
    assertThat(upgrades.versionAt(1_000_000)).isEqualTo(1);
  }

  @Test
  void refusesVersionsOutOfOrderAndTwoAtOneHeight() {
    for (String bad :
        List.of(
            "{\"version\":3,\"height\":10}",
            "{\"version\":2,\"height\":10},{\"version\":3,\"height\":9}",
            "{\"version\":2,\"height\":10},{\"version\":3,\"height\":10}",
            "{\"version\":2,\"height\":0}",
            "{\"version\":2}",
            "2")) {
      assertThatThrownBy(() -> read(bad)).as(bad).isInstanceOf(DecodeException.class);
    }
  }

  @Test
  void theChainIdStaysWhenOneIsAdded() throws DecodeException {
    Genesis genesis = LedgerFixture.genesis(new TreeMap<>());
    String text = new String(GenesisCodec.encode(genesis), StandardCharsets.UTF_8);
    String more = text.replaceFirst("}$", ",\"upgrades\":[{\"version\":2,\"height\":7}]}");
    byte[] document = more.getBytes(StandardCharsets.UTF_8);

    assertThat(GenesisCodec.decode(document).chainId()).isEqualTo(genesis.chainId());
    assertThat(Upgrades.decode(document).versions()).isEqualTo(Map.of(7L, 2));
  }
}
