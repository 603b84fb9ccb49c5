package network.clawnet.core.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import network.clawnet.core.testing.Seeds;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class Base32Test {
  /** RFC 4648, section 10, in lower case without padding. */
  @ParameterizedTest
  @CsvSource({"'',''", "f,my", "fo,mzxq", "foo,mzxw6", "foob,mzxw6yq", "fooba,mzxw6ytb"})
  void textIsThatOfTheStandard(String plain, String text) throws DecodeException {
    byte[] bytes = plain.getBytes(StandardCharsets.US_ASCII);

    assertThat(Base32.encode(bytes)).isEqualTo(text);
    assertThat(Base32.decode(text, bytes.length)).isEqualTo(bytes);
  }

  @Test
  void everyValueReadsBack() {
    Seeds.forAll(
        200,
        random -> {
          byte[] bytes = new byte[random.nextInt(50)];
          random.nextBytes(bytes);

          assertThat(decoded(Base32.encode(bytes), bytes.length)).isEqualTo(bytes);
        });
  }

  @Test
  void refusesASecondTextOfAValue() {
    assertThatThrownBy(() -> Base32.decode("mz", 5)).hasMessageContaining("spare");
    assertThatThrownBy(() -> Base32.decode("mzxw6a", 5)).hasMessageContaining("spare");
    assertThatThrownBy(() -> Base32.decode("MY", 5)).hasMessageContaining("position 0");
    assertThatThrownBy(() -> Base32.decode("my======", 5)).hasMessageContaining("position 2");
  }

  @Test
  void refusesOneByteMoreThanTheLimit() throws DecodeException {
    assertThat(Base32.decode("mzxw6ytb", 5)).hasSize(5);
    assertThatThrownBy(() -> Base32.decode("mzxw6ytb", 4)).isInstanceOf(DecodeException.class);
  }

  private static byte[] decoded(String text, int limit) {
    try {
      return Base32.decode(text, limit);
    } catch (DecodeException e) {
      throw new AssertionError(text, e);
    }
  }
}
