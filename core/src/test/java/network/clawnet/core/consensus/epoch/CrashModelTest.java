package network.clawnet.core.consensus.epoch;

import static org.assertj.core.api.Assertions.assertThat;

import network.clawnet.core.consensus.epoch.CrashModel.Mutation;
import network.clawnet.core.consensus.epoch.CrashModel.Result;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("T-M1: the voting rules with crashes of the vote book, every reachable state")
class CrashModelTest {
  private static final long MANY = 4_000_000;
  private static final int[] EQUAL = {1, 1, 1};

  private static Result search(int byzantine, int[] honest, int[] variants, Mutation... broken) {
    ModelBlocks blocks = new ModelBlocks(variants);
    return new CrashModel(blocks, variants.length, byzantine, honest, broken).search(MANY);
  }

  @Test
  void fourValidatorsWithALiarAreSafe() {
    Result result = search(1, EQUAL, new int[] {1, 1});

    assertThat(result).isEqualTo(new Result(2_893_767, ""));
  }

  @Test
  void withoutALiarFewerThanFourAreSafe() {
    assertThat(search(0, new int[] {1}, new int[] {2, 1})).isEqualTo(new Result(288, ""));
    assertThat(search(0, new int[] {1, 1}, new int[] {2, 1})).isEqualTo(new Result(6_645, ""));
    assertThat(search(0, new int[] {1, 1, 1}, new int[] {2, 1})).isEqualTo(new Result(93_826, ""));
  }

  @ParameterizedTest
  @EnumSource
  void everyBrokenRuleIsCaught(Mutation mutation) {
    assertThat(search(1, EQUAL, new int[] {2, 1}, mutation).violation())
        .isEqualTo("evidence against an honest node");
  }
}
