package network.clawnet.core.genesis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import network.clawnet.core.codec.DecodeException;
import network.clawnet.core.identity.Did;
import network.clawnet.core.testing.TestActor;
import network.clawnet.core.units.Tokens;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class GenesisCodecTest {
  private final TestActor alice = new TestActor("alice");
  private final TestActor validator = new TestActor("validator");

  private Genesis genesis(long balance) {
    TreeMap<Did, Tokens> balances = new TreeMap<>();
    balances.put(alice.did(), new Tokens(balance));
    return new Genesis(
        "local",
        "test",
        1_000,
        GenesisParams.local(),
        new Genesis.Allocation(balances, new Tokens(3)),
        List.of(new GenesisValidator(validator.did().key(), alice.did(), new Tokens(10))),
        Optional.of(new Faucet(alice.did(), 5, 50)));
  }

  @Test
  void readsBackWhatItWrote() throws DecodeException {
    Genesis genesis = genesis(100);

    Genesis read = GenesisCodec.decode(GenesisCodec.encode(genesis));

    assertThat(read).isEqualTo(genesis);
    assertThat(read.chainId()).isEqualTo(genesis.chainId());
    assertThat(read.supply()).isEqualTo(new Tokens(113));
  }

  @Test
  void anyDifferenceIsAnotherNetwork() {
    assertThat(genesis(100).chain()).hasSize(16).isNotEqualTo(genesis(101).chain());
  }

  @Test
  void layoutDoesNotMatter() throws DecodeException {
    String text = new String(GenesisCodec.encode(genesis(1)), StandardCharsets.UTF_8);
    byte[] spaced = text.replace(",\"", " ,\n \"").getBytes(StandardCharsets.UTF_8);

    assertThat(GenesisCodec.decode(spaced).chainId()).isEqualTo(genesis(1).chainId());
  }

  @Test
  @DisplayName("A21: no supply beyond exact numbers")
  void refusesASupplyBeyondExactNumbers() {
    assertThat(genesis(Tokens.MAX - 13).supply().value()).isEqualTo(Tokens.MAX);
    assertThatThrownBy(() -> genesis(Tokens.MAX - 12)).hasMessageContaining("supply");
  }

  @Test
  void marketRatesAreReadBackAndMissingOnesAreTheStandardOnes() throws DecodeException {
    String silent = new String(GenesisCodec.encode(genesis(1)), StandardCharsets.UTF_8);
    String rates =
        "\"market\":{\"infoBasisPoints\":1,\"taskBasisPoints\":2,\"leaseBasisPoints\":3,"
            + "\"contractBasisPoints\":4,\"arbitrationBasisPoints\":5,\"feeCap\":6,"
            + "\"seatStake\":7,\"seatUnbondingMs\":8}";
    String spoken = silent.replace("\"params\":{", "\"params\":{" + rates + ",");

    Genesis read = GenesisCodec.decode(spoken.getBytes(StandardCharsets.UTF_8));

    assertThat(silent).doesNotContain("market");
    assertThat(genesis(1).params().market()).isEqualTo(MarketRates.standard());
    assertThat(read.params().market())
        .isEqualTo(new MarketRates(1, 2, 3, 4, 5, 6, new MarketRates.Seat(7, 8)));
    assertThat(GenesisCodec.decode(GenesisCodec.encode(read))).isEqualTo(read);
    assertThat(read.chainId()).isNotEqualTo(genesis(1).chainId());
  }

  @Test
  void refusesMarketRatesThatCannotBePaid() {
    assertThat(rates(10_000, 1).task()).isEqualTo(10_000);
    assertThatThrownBy(() -> rates(10_001, 1)).hasMessageContaining("market");
    assertThatThrownBy(() -> rates(-1, 1)).hasMessageContaining("market");
    assertThatThrownBy(() -> rates(1, 0)).hasMessageContaining("feeCap");
    assertThatThrownBy(() -> new MarketRates.Seat(0, 1)).hasMessageContaining("seatStake");
    assertThatThrownBy(() -> new MarketRates.Seat(1, 0)).hasMessageContaining("seatUnbondingMs");
  }

  private static MarketRates rates(int task, long feeCap) {
    return new MarketRates(1, task, 1, 1, 1, feeCap, new MarketRates.Seat(1, 1));
  }

  @Test
  void refusesUnknownMembersAndNetworks() {
    String text = new String(GenesisCodec.encode(genesis(1)), StandardCharsets.UTF_8);

    assertThatThrownBy(() -> decode(text.replace("\"v\":1", "\"v\":1,\"x\":1")))
        .hasMessageContaining("unknown member");
    assertThatThrownBy(() -> decode(text.replace("\"network\":\"local\"", "\"network\":\"moon\"")))
        .hasMessageContaining("network");
    assertThatThrownBy(() -> decode(text.replace("\"epochMs\":600000", "\"epochMs\":1")))
        .hasMessageContaining("epochMs");
  }

  private static void decode(String text) throws DecodeException {
    GenesisCodec.decode(text.getBytes(StandardCharsets.UTF_8));
  }
}
