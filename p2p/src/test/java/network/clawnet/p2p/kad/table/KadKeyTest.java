package network.clawnet.p2p.kad.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import network.clawnet.core.crypto.Hash;
import network.clawnet.core.testing.Seeds;
import org.junit.jupiter.api.Test;

final class KadKeyTest {
  private static final KadKey ZERO = new KadKey(0, 0, 0, 0);

  private static BigInteger number(KadKey key) {
    String hex = String.format("%016x%016x%016x%016x", key.a(), key.b(), key.c(), key.d());
    return new BigInteger(hex, 16);
  }

  @Test
  void isTheHashOfItsBytes() {
    byte[] bytes = "abc".getBytes(StandardCharsets.UTF_8);

    assertThat(number(KadKey.of(bytes))).isEqualTo(new BigInteger(1, Hash.sha256(bytes).bytes()));
  }

  @Test
  void countsTheCommonPrefixOverAllWords() {
    assertThat(ZERO.commonPrefix(new KadKey(Long.MIN_VALUE, 0, 0, 0))).isZero();
    assertThat(ZERO.commonPrefix(new KadKey(1, 0, 0, 0))).isEqualTo(63);
    assertThat(ZERO.commonPrefix(new KadKey(0, -1, 0, 0))).isEqualTo(64);
    assertThat(ZERO.commonPrefix(new KadKey(0, 0, 1, 0))).isEqualTo(191);
    assertThat(ZERO.commonPrefix(new KadKey(0, 0, 0, 1))).isEqualTo(255);
    assertThat(ZERO.commonPrefix(ZERO)).isEqualTo(KadKey.BITS);
  }

  @Test
  void distancesAreUnsigned() {
    KadKey far = new KadKey(Long.MIN_VALUE, 0, 0, 0);
    KadKey near = new KadKey(Long.MAX_VALUE, 0, 0, 0);

    assertThat(ZERO.compareDistance(near, far)).isNegative();
    assertThat(near).isLessThan(far);
  }

  @Test
  void comparesAsTheNumbersWould() {
    Seeds.forAll(
        500,
        random -> {
          KadKey target = any(random);
          KadKey x = any(random);
          KadKey y = random.nextInt(4) == 0 ? new KadKey(x.a(), x.b(), x.c(), 5) : any(random);
          int expected = number(target).xor(number(x)).compareTo(number(target).xor(number(y)));
          assertThat(Integer.signum(target.compareDistance(x, y))).isEqualTo(expected);
          assertThat(number(x.distance(y))).isEqualTo(number(x).xor(number(y)));
        });
  }

  private static KadKey any(Random random) {
    return new KadKey(random.nextLong(), random.nextLong(), random.nextLong(), random.nextLong());
  }
}
