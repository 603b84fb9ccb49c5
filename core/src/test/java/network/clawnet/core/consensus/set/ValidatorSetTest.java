package network.clawnet.core.consensus.set;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import network.clawnet.core.codec.DecodeException;
import network.clawnet.core.crypto.PublicKey;
import org.junit.jupiter.api.Test;

class ValidatorSetTest {
  static Validator validator(int seed, long weight) {
    byte[] key = new byte[PublicKey.BYTES];
    key[0] = (byte) seed;
    return new Validator(PublicKey.of(key), weight);
  }

  static ValidatorSet set(long... weights) {
    List<Validator> validators = new ArrayList<>();
    for (int i = 0; i < weights.length; i++) {
      validators.add(validator(i, weights[i]));
    }
    return ValidatorSet.of(validators);
  }

  @Test
  void ordersByWeightThenKey() throws DecodeException {
    ValidatorSet set = set(1, 3, 1, 2);

    assertThat(set.validators())
        .containsExactly(validator(1, 3), validator(3, 2), validator(0, 1), validator(2, 1));
    assertThat(set.indexOf(validator(2, 1).key())).isEqualTo(3);
    assertThat(set.indexOf(validator(9, 1).key())).isEqualTo(-1);
    assertThat(ValidatorSet.decode(set.encode())).isEqualTo(set);
    assertThat(ValidatorSet.decode(set.encode()).hash()).isEqualTo(set.hash());
  }

  @Test
  void aQuorumIsMoreThanTwoThirds() {
    assertThat(set(1).isQuorum(1)).isTrue();
    assertThat(set(1, 1, 1).isQuorum(2)).isFalse();
    assertThat(set(1, 1, 1).isQuorum(3)).isTrue();
    assertThat(set(1, 1, 1, 1).isQuorum(2)).isFalse();
    assertThat(set(1, 1, 1, 1).isQuorum(3)).isTrue();
    assertThat(set(3, 1, 1, 1).isQuorum(4)).isFalse();
    assertThat(set(3, 1, 1, 1).isQuorum(5)).isTrue();
  }

  @Test
  void aThirdTouchesAnHonestValidator() {
    assertThat(set(1, 1, 1, 1).touchesHonest(1)).isFalse();
    assertThat(set(1, 1, 1, 1).touchesHonest(2)).isTrue();
    assertThat(set(1, 1, 1).touchesHonest(1)).isTrue();
  }

  @Test
  void theLargestTotalDoesNotOverflow() {
    List<Validator> validators = new ArrayList<>();
    for (int i = 0; i < ValidatorSet.MAX_SIZE; i++) {
      validators.add(validator(i, Validator.MAX_WEIGHT));
    }
    ValidatorSet set = ValidatorSet.of(validators);

    assertThat(set.isQuorum(set.totalWeight())).isTrue();
    assertThat(set.isQuorum(set.totalWeight() / 3 * 2)).isFalse();
    validators.add(validator(ValidatorSet.MAX_SIZE, 1));
    assertThatThrownBy(() -> ValidatorSet.of(validators))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void refusesEmptyRepeatedAndUnorderedSets() {
    assertThatThrownBy(() -> ValidatorSet.of(List.of()))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> ValidatorSet.of(List.of(validator(1, 1), validator(1, 2))))
        .isInstanceOf(IllegalArgumentException.class);
    byte[] good = set(2, 1).encode();
    byte[] swapped = good.clone();
    System.arraycopy(good, 2, swapped, 42, 40);
    System.arraycopy(good, 42, swapped, 2, 40);
    for (byte[] bad : List.of(swapped, new byte[2], Arrays.copyOf(good, good.length + 1))) {
      assertThatThrownBy(() -> ValidatorSet.decode(bad)).isInstanceOf(DecodeException.class);
    }
  }
}
