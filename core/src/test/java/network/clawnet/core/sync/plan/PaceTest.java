package network.clawnet.core.sync.plan;

import static network.clawnet.core.sync.plan.Sample.FOLLOWER;
import static network.clawnet.core.sync.plan.Sample.VOTER;
import static network.clawnet.core.sync.plan.Sample.head;
import static network.clawnet.core.sync.plan.Sample.header;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import network.clawnet.core.sync.wire.CertifiedHeader;
import org.junit.jupiter.api.Test;

class PaceTest {
  private static final long SECOND = Duration.ofSeconds(1).toNanos();

  private final Frontier frontier = new Frontier(head(0, 10));
  private final Pace follower = new Pace(FOLLOWER, frontier);
  private final Pace voter = new Pace(VOTER, frontier);

  private CertifiedHeader behind(long epoch, long height) {
    CertifiedHeader top = header(epoch, height);
    frontier.raise(top, 0);
    return top;
  }

  @Test
  void holdsAtOnceWhenConsensusCannotFetchSoManyBlocks() {
    assertThat(follower.holds(behind(0, 10 + Pace.NEAR_BLOCKS), 0)).isFalse();
    assertThat(follower.holds(behind(0, 11 + Pace.NEAR_BLOCKS), 0)).isTrue();
    assertThat(voter.holds(behind(0, 11 + Pace.NEAR_BLOCKS), 0)).isTrue();
  }

  @Test
  void holdsWhenAFollowerHasBeenALittleBehindForThreeSecondsAndAVoterForTen() {
    CertifiedHeader top = behind(0, 11);

    assertThat(follower.holds(top, 3 * SECOND - 1)).isFalse();
    assertThat(follower.holds(top, 3 * SECOND)).isTrue();
    assertThat(voter.holds(top, 10 * SECOND - 1)).isFalse();
    assertThat(voter.holds(top, 10 * SECOND)).isTrue();
  }

  @Test
  void holdsWhenAFollowerHasMissedTheEndOfAnEpochForASecond() {
    CertifiedHeader top = behind(1, 11);

    assertThat(follower.holds(top, SECOND - 1)).isFalse();
    assertThat(follower.holds(top, SECOND)).isTrue();
    assertThat(voter.holds(top, SECOND)).isFalse();
  }

  @Test
  void holdsAtOnceWhenConsensusAsksForIt() {
    CertifiedHeader top = behind(0, 11);

    voter.want();
    assertThat(voter.holds(top, 0)).isTrue();
    voter.released(true, 0);

    assertThat(voter.holds(top, 0)).isFalse();
  }

  @Test
  void restsLongerEachTimeNothingCameOfIt() {
    CertifiedHeader top = behind(0, 11 + Pace.NEAR_BLOCKS);

    follower.released(false, 0);
    assertThat(follower.holds(top, 10 * SECOND - 1)).isFalse();
    assertThat(follower.holds(top, 10 * SECOND)).isTrue();
    follower.released(false, 0);
    assertThat(follower.holds(top, 20 * SECOND - 1)).isFalse();
    assertThat(follower.holds(top, 20 * SECOND)).isTrue();
    follower.released(true, 0);

    assertThat(follower.holds(top, 0)).isTrue();
  }

  @Test
  void tellsConsensusOfABlockOnceASecond() {
    CertifiedHeader top = behind(0, 11);
    long now = 5 * SECOND;
    assertThat(follower.follows(top, now)).isTrue();
    follower.followed(top, now);

    assertThat(follower.follows(top, now + SECOND - 1)).isFalse();
    assertThat(follower.follows(top, now + SECOND)).isTrue();
    assertThat(follower.follows(behind(0, 12), now)).isTrue();
  }

  @Test
  void letsAVoterHearOfABlockFromTheOthersForASecond() {
    CertifiedHeader top = behind(0, 11);

    assertThat(voter.follows(top, SECOND - 1)).isFalse();
    assertThat(voter.follows(top, SECOND)).isTrue();
  }

  @Test
  void triesASnapshotAgainAfterTenMinutes() {
    assertThat(follower.mayJoin(0)).isTrue();

    follower.joinFailed(0);

    assertThat(follower.mayJoin(600 * SECOND - 1)).isFalse();
    assertThat(follower.mayJoin(600 * SECOND)).isTrue();
  }
}
