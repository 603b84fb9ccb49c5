package network.clawnet.core.consensus.epoch;

import static org.assertj.core.api.Assertions.assertThat;

import network.clawnet.core.consensus.epoch.EpochModel.Mutation;
import network.clawnet.core.consensus.epoch.EpochModel.Result;
import network.clawnet.core.consensus.epoch.EpochModel.Sets;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("T-M1: the stop rule at the end of an epoch, every reachable state")
class EpochModelTest {
  private static final long MANY = 2_000_000;

  /** Three of four stay; the liars are two. */
  private static final Sets ANOTHER_LIAR = new Sets(0, 3, 0, 1, 1);

  /** Three of four stay, and one of them lies. */
  private static final Sets SAME_LIAR = new Sets(1, 2, 1, 1, 1);

  private static Result search(Sets sets, int first, int second, Mutation... broken) {
    return new EpochModel(sets, first, second, broken).search(MANY);
  }

  @Test
  void noEpochForks() {
    assertThat(search(ANOTHER_LIAR, 2, 1)).returns("", Result::violation);
    assertThat(search(SAME_LIAR, 2, 1)).returns("", Result::violation);
  }

  @Test
  void setsThatGrowAndShrinkDoNotFork() {
    assertThat(search(new Sets(0, 1, 1, 0, 0), 2, 2)).returns("", Result::violation);
    assertThat(search(new Sets(1, 1, 0, 0, 0), 2, 2)).returns("", Result::violation);
    assertThat(search(new Sets(2, 1, 0, 1, 0), 2, 2)).returns("", Result::violation);
  }

  @Test
  void theNextEpochGetsBlocks() {
    assertThat(search(ANOTHER_LIAR, 2, 1).grown()).isPositive();
  }

  @ParameterizedTest
  @EnumSource(names = {"ENTER_ON_NOTARIZATION", "NEW_BLOCK_AFTER_THE_LAST"})
  void aBrokenEndIsCaught(Mutation mutation) {
    assertThat(search(ANOTHER_LIAR, 2, 1, mutation).violation())
        .isEqualTo("two histories are final");
  }

  @Test
  void oldVotesThatCountAreCaught() {
    assertThat(search(ANOTHER_LIAR, 2, 2, Mutation.OLD_VOTES_COUNT).violation()).isNotEmpty();
  }

  @ParameterizedTest
  @EnumSource(
      names = {
        "REPROPOSE_WITHOUT_CERTIFICATE",
        "REPROPOSE_OVER_OPEN_VIEWS",
        "FINALIZE_VOTES_SUMMED_OVER_VIEWS"
      })
  void aBrokenProposalOfTheLastBlockIsCaught(Mutation mutation) {
    assertThat(search(ANOTHER_LIAR, 3, 0, mutation).violation())
        .isNotEmpty()
        .isNotEqualTo("too many states");
  }

  @Test
  @DisplayName("M8: who proposes the start block again never gets a block of the new epoch")
  void theStartBlockIsNeverProposedAgain() {
    Result result = search(ANOTHER_LIAR, 2, 1, Mutation.REPROPOSE_THE_START_BLOCK);

    assertThat(result).returns("", Result::violation).returns(0L, Result::grown);
  }

  @Test
  void signingOnInTheOldEpochIsSafeButNotDoneHere() {
    Result result = search(ANOTHER_LIAR, 2, 1, Mutation.SIGN_ON_AFTER_ENTERING);

    assertThat(result.violation()).isEmpty();
  }
}
