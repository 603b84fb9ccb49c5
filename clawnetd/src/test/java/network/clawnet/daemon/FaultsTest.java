package network.clawnet.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import network.clawnet.daemon.health.FaultLatch;
import org.junit.jupiter.api.Test;

class FaultsTest {
  private final Faults faults = new Faults(new FaultLatch());

  @Test
  void aValidatorThatMayNotVoteIsAFaultOnlyWhereNobodyGoesOnWithoutIt() {
    faults.quarantined(3, "the journal is young", false);
    assertThat(faults.reason()).isEmpty();

    faults.quarantined(4, "the journal is young", true);
    assertThat(faults.reason().orElseThrow()).contains("epoch 4", "the journal is young");
  }

  @Test
  void theFirstFaultStays() {
    faults.halted("block 7 fails here");
    faults.quarantined(4, "the journal is young", true);

    assertThat(faults.reason().orElseThrow()).contains("halted");
  }
}
