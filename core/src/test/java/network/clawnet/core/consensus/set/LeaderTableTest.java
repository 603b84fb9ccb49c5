package network.clawnet.core.consensus.set;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.LongStream;
import network.clawnet.core.crypto.Hash;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class LeaderTableTest {
  private static LeaderTable table(ValidatorSet set, int seed) {
    return LeaderTable.of(set, Hash.ZERO, 7, Hash.sha256(new byte[] {(byte) seed}));
  }

  private static int[] shares(LeaderTable table, int size) {
    int[] shares = new int[size];
    for (long view = 1; view <= table.length(); view++) {
      shares[table.leader(view)]++;
    }
    return shares;
  }

  @Test
  void givesSlotsInProportionToWeight() {
    assertThat(shares(table(ValidatorSetTest.set(1, 1, 1, 1), 0), 4)).containsOnly(64);
    assertThat(shares(table(ValidatorSetTest.set(3, 1, 1, 1), 0), 4))
        .containsExactly(128, 43, 43, 42);
    assertThat(shares(table(ValidatorSetTest.set(1), 0), 1)).containsExactly(256);
  }

  @Test
  void givesEverybodyATurn() {
    int[] shares = shares(table(ValidatorSetTest.set(1_000_000, 1, 1), 0), 3);

    assertThat(shares).containsExactly(254, 1, 1);
  }

  @Test
  void spreadsTurnsEvenly() {
    LeaderTable table = table(ValidatorSetTest.set(1, 1, 1, 1), 3);

    for (long view = 1; view < 1_000; view++) {
      long at = view;
      assertThat(List.of(0, 1, 2, 3))
          .allMatch(
              leader ->
                  List.of(0, 1, 2, 3).stream().anyMatch(it -> table.leader(at + it) == leader));
    }
  }

  @Test
  void turnsWithTheStartBlock() {
    ValidatorSet set = ValidatorSetTest.set(5, 4, 3, 2, 1);

    assertThat(table(set, 1).leader(1)).isEqualTo(table(set, 1).leader(257));
    long same =
        LongStream.rangeClosed(1, 256)
            .filter(it -> table(set, 1).leader(it) == table(set, 2).leader(it))
            .count();
    assertThat(same).isLessThan(256);
  }

  /** Who proposes the last block of an epoch may choose among its hashes. */
  @Test
  @DisplayName("T-A23: a third that tries 2^16 start blocks gains less than 5 % of turns")
  void grindingGainsLittle() {
    ValidatorSet set = ValidatorSetTest.set(1, 1, 1, 1, 1, 1, 1, 1, 1);
    int views = 256; // in a longer epoch there is less to gain
    long best = 0;
    for (int i = 0; i < 1 << 16; i++) {
      Hash start = Hash.sha256(new byte[] {(byte) i, (byte) (i >> 8)});
      LeaderTable table = LeaderTable.of(set, Hash.ZERO, 7, start);
      best =
          Math.max(
              best, LongStream.rangeClosed(1, views).filter(it -> table.leader(it) < 3).count());
    }

    assertThat(best / (double) views).isLessThan(1.05 / 3);
  }
}
