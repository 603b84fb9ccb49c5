package network.clawnet.core.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import network.clawnet.core.testing.Seeds;
import network.clawnet.core.units.Tokens;
import org.junit.jupiter.api.Test;

class FeeScheduleTest {
  @Test
  void roundsTheEscrowFeeUpExactly() {
    Seeds.forAll(
        2_000,
        random -> {
          int points = random.nextInt(10_001);
          long amount = random.nextLong(Tokens.MAX + 1) >>> random.nextInt(54);
          FeeSchedule fees = new FeeSchedule(new Tokens(1), points, Tokens.ZERO);
          BigInteger[] exact =
              BigInteger.valueOf(amount)
                  .multiply(BigInteger.valueOf(points))
                  .divideAndRemainder(BigInteger.valueOf(10_000));
          long ceil = exact[0].longValueExact() + exact[1].signum();

          assertThat(fees.escrowFee(new Tokens(amount))).isEqualTo(new Tokens(ceil));
        });
  }

  @Test
  void neverAsksForLessThanTheMinimum() {
    FeeSchedule fees = new FeeSchedule(new Tokens(1), 50, new Tokens(7));

    assertThat(fees.escrowFee(Tokens.ZERO)).isEqualTo(new Tokens(7));
    assertThat(fees.escrowFee(new Tokens(1_400))).isEqualTo(new Tokens(7));
    assertThat(fees.escrowFee(new Tokens(1_401))).isEqualTo(new Tokens(8));
  }

  @Test
  void takesAllOfAnAmountAtMost() {
    FeeSchedule all = new FeeSchedule(new Tokens(1), 10_000, new Tokens(1));

    assertThat(all.escrowFee(new Tokens(Tokens.MAX))).isEqualTo(new Tokens(Tokens.MAX));
    assertThatThrownBy(() -> new FeeSchedule(new Tokens(1), 10_001, new Tokens(1)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new FeeSchedule(new Tokens(1), -1, new Tokens(1)))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
