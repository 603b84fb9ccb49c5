package network.clawnet.core.chain.branch;

import static network.clawnet.core.chain.branch.ChainFixture.pay;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import network.clawnet.core.ledger.PreparedEvent;
import org.junit.jupiter.api.Test;

class UnwrittenTest {
  private final Unwritten unwritten = new Unwritten();

  @Test
  void knowsTheEventsOfItsBlocksUntilTheyAreWrittenOldestFirst() throws IOException {
    ChainFixture node = new ChainFixture();
    PreparedEvent first = pay(1, 1);
    PreparedEvent second = pay(1, 2);
    unwritten.add(node.holding(first));
    unwritten.add(node.holding(second));

    unwritten.written(1);

    assertThat(unwritten.holds(first.event().hash())).isFalse();
    assertThat(unwritten.holds(second.event().hash())).isTrue();
  }

  @Test
  void knowsWhichEventHasTakenANonce() throws IOException {
    PreparedEvent winner = pay(1, 2);
    unwritten.add(new ChainFixture().holding(pay(1, 1), winner));

    assertThat(unwritten.winnerOver(pay(5, 2).event().envelope())).contains(winner.event().hash());
    assertThat(unwritten.winnerOver(pay(5, 3).event().envelope())).isEmpty();
  }
}
