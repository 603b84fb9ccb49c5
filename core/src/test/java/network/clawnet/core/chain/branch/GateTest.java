package network.clawnet.core.chain.branch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Set;
import network.clawnet.core.block.Block;
import network.clawnet.core.consensus.step.GateReason;
import network.clawnet.core.genesis.GenesisParams;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class GateTest {
  private static final GenesisParams PARAMS = ChainFixture.genesis().params();
  private static final long END = ChainFixture.START + PARAMS.epochMs();

  private final Gate gate = new Gate(PARAMS);
  private ChainFixture ledger;

  @BeforeEach
  void open() throws IOException {
    ledger = new ChainFixture();
  }

  private Set<GateReason> reasons(long now) throws IOException {
    return gate.reasons(ledger.chain, now);
  }

  private Block last() throws IOException {
    return ledger.chain.build(ChainFixture.draft(ledger.chain.headHeader(), 1, END), false);
  }

  @Test
  void anEpochWithoutABlockEndsWhenItsTimeIsOver() throws IOException {
    assertThat(reasons(END - 1)).isEmpty();
    assertThat(reasons(END)).containsExactly(GateReason.EPOCH_END);
  }

  @Test
  void itsLastBlockEndsItOnce() throws IOException {
    Block last = last();
    assertThat(last.header().lastOfEpoch()).isTrue();

    ledger.prefer(last.header());

    assertThat(reasons(END + 1)).isEmpty();
  }

  @Test
  void theNextOneEndsWithoutAnyBlockButThatOfTheOneBefore() throws IOException {
    ledger.commit(last());

    assertThat(reasons(END + PARAMS.epochMs() - 1)).isEmpty();
    assertThat(reasons(END + PARAMS.epochMs())).containsExactly(GateReason.EPOCH_END);
  }

  @Test
  void eventsThatWaitAreAReason() throws IOException {
    ledger.admit(ChainFixture.pay(10, 1));

    assertThat(reasons(ChainFixture.START)).containsExactly(GateReason.EVENTS);
  }
}
