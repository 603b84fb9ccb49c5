package network.clawnet.daemon.validator;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import network.clawnet.core.consensus.step.Timing;
import network.clawnet.core.genesis.Genesis;
import network.clawnet.core.genesis.GenesisParams;
import network.clawnet.core.genesis.GenesisValidator;
import network.clawnet.core.testing.LedgerFixture;
import network.clawnet.core.testing.TestActor;
import network.clawnet.core.units.Tokens;
import org.junit.jupiter.api.Test;

class ConsensusTermsTest {
  private static Genesis genesis(String network, String... validators) {
    List<GenesisValidator> members =
        Stream.of(validators)
            .map(TestActor::new)
            .map(it -> new GenesisValidator(it.did().key(), it.did(), new Tokens(1)))
            .toList();
    return new Genesis(
        network,
        "test",
        LedgerFixture.START,
        GenesisParams.local(),
        new Genesis.Allocation(new TreeMap<>(), Tokens.ZERO),
        members,
        Optional.empty());
  }

  @Test
  void isPatientWhereMessagesTravelFar() {
    assertThat(ConsensusTerms.timing(genesis("testnet", "one"))).isEqualTo(Timing.network());
    assertThat(ConsensusTerms.timing(genesis("mainnet", "one", "two"))).isEqualTo(Timing.network());
  }

  @Test
  void isQuickOnOneMachine() {
    assertThat(ConsensusTerms.timing(genesis("local", "one"))).isEqualTo(Timing.machine());
    assertThat(ConsensusTerms.timing(genesis("local", "one", "two"))).isEqualTo(Timing.machine());
  }
}
