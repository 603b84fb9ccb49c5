package network.clawnet.core.sync.plan;

import static network.clawnet.core.sync.plan.Sample.head;
import static network.clawnet.core.sync.plan.Sample.header;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FrontierTest {
  private final Frontier frontier = new Frontier(head(0, 10));

  @Test
  void isBehindFromTheFirstNewerBlockOnThatIsProved() {
    frontier.raise(header(0, 10), 1);
    assertThat(frontier.ahead()).isNull();
    assertThat(frontier.behindNanos(5)).isZero();

    frontier.raise(header(0, 11), 100);
    frontier.raise(header(0, 12), 200);

    assertThat(frontier.ahead()).isEqualTo(header(0, 12));
    assertThat(frontier.height()).isEqualTo(12);
    assertThat(frontier.behindNanos(250)).isEqualTo(150);
  }

  @Test
  void keepsTheNewestWhateverIsProvedLater() {
    frontier.raise(header(0, 12), 100);
    frontier.raise(header(0, 11), 200);

    assertThat(frontier.best()).isEqualTo(header(0, 12));
  }

  @Test
  void beginsToWaitAnewWithEachStepOfTheLedger() {
    frontier.raise(header(0, 12), 100);

    assertThat(frontier.reach(head(0, 11), 200)).isTrue();

    assertThat(frontier.head().height()).isEqualTo(11);
    assertThat(frontier.behindNanos(250)).isEqualTo(50);
    assertThat(frontier.reach(head(0, 11), 300)).isFalse();
    assertThat(frontier.behindNanos(300)).isEqualTo(100);
  }

  @Test
  void isNotBehindOnceTheLedgerIsThere() {
    frontier.raise(header(0, 12), 100);

    assertThat(frontier.reach(head(0, 12), 200)).isTrue();

    assertThat(frontier.ahead()).isNull();
    assertThat(frontier.best()).isEqualTo(header(0, 12));
    assertThat(frontier.behindNanos(250)).isZero();
  }
}
