package network.clawnet.market.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import network.clawnet.core.testing.Seeds;
import network.clawnet.core.units.Tokens;
import org.junit.jupiter.api.Test;

class MarketParamsTest {
  private static final MarketParams PARAMS = MarketParams.DEFAULT;

  @Test
  void aFeeIsRoundedDownAndAtLeastOneAndNeverMoreThanThePart() {
    assertThat(fee(0)).isZero();
    assertThat(fee(1)).isEqualTo(1);
    assertThat(fee(99)).isEqualTo(1);
    assertThat(fee(100)).isEqualTo(2);
    assertThat(fee(149)).isEqualTo(2);
    assertThat(fee(150)).isEqualTo(3);
  }

  @Test
  void aFeeIsCapped() {
    assertThat(fee(4_999_999)).isEqualTo(99_999);
    assertThat(fee(5_000_000)).isEqualTo(100_000);
    assertThat(fee(Tokens.MAX)).isEqualTo(100_000);
    assertThat(PARAMS.arbitrationFee(new Tokens(1))).isEqualTo(new Tokens(1));
  }

  @Test
  void aShareIsExactForEveryAmount() {
    Seeds.forAll(
        1_000,
        random -> {
          long amount = random.nextLong(Tokens.MAX + 1);
          int rate = random.nextInt(10_001);

          long exact =
              BigInteger.valueOf(amount)
                  .multiply(BigInteger.valueOf(rate))
                  .divide(BigInteger.valueOf(10_000))
                  .longValueExact();

          assertThat(MarketParams.share(new Tokens(amount), rate)).isEqualTo(new Tokens(exact));
        });
  }

  /** Two percent, of info. */
  private static long fee(long amount) {
    return PARAMS.marketFee(new Tokens(amount), 200).value();
  }
}
