package network.clawnet.core.consensus.epoch;

import static org.assertj.core.api.Assertions.assertThat;

import network.clawnet.core.consensus.epoch.SimplexModel.Mutation;
import network.clawnet.core.consensus.epoch.SimplexModel.Result;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("T-M1: the voting rules, every reachable state")
class SimplexModelTest {
  private static final long MANY = 2_000_000;

  @Test
  void twoViewsWithRivalBlocksAreSafe() {
    assertThat(new SimplexModel(new int[] {2, 2}).search(MANY)).isEqualTo(new Result(62_432, ""));
  }

  @Test
  void threeViewsAreSafe() {
    Result result = new SimplexModel(new int[] {1, 1, 1}).search(MANY);

    assertThat(result).isEqualTo(new Result(1_247_333, ""));
  }

  @ParameterizedTest
  @EnumSource(
      mode = EnumSource.Mode.EXCLUDE,
      names = {"NOTARIZE_AFTER_NULLIFY", "NOTARIZE_TWICE"})
  void everyBrokenRuleIsCaught(Mutation mutation) {
    assertThat(new SimplexModel(new int[] {1, 1, 1}, mutation).search(MANY).violation())
        .isNotEmpty()
        .isNotEqualTo("too many states");
  }

  @Test
  void notarizingTwiceIsCaught() {
    Result result = new SimplexModel(new int[] {2, 2}, Mutation.NOTARIZE_TWICE).search(MANY);

    assertThat(result.violation()).isEqualTo("two histories are final");
  }

  @Test
  void notarizingAfterNullifyIsSafeButNotDoneHere() {
    Result result =
        new SimplexModel(new int[] {2, 2}, Mutation.NOTARIZE_AFTER_NULLIFY).search(MANY);

    assertThat(result.violation()).isEmpty();
  }
}
