package network.clawnet.core.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import network.clawnet.core.testing.Seeds;
import org.junit.jupiter.api.Test;

class Base58Test {
  private static final String ALPHABET =
      "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";

  @Test
  void agreesWithSlowArithmeticAndReadsBack() {
    Seeds.forAll(
        1_000,
        random -> {
          byte[] bytes = new byte[random.nextInt(80)];
          random.nextBytes(bytes);
          if (random.nextBoolean() && bytes.length > 0) {
            bytes[0] = 0;
          }

          String text = Base58.encode(bytes);

          assertThat(text).isEqualTo(slow(bytes));
          assertThat(decoded(text, bytes.length)).isEqualTo(bytes);
        });
  }

  @Test
  void encodesTheKnownExample() {
    assertThat(Base58.encode("Hello World!".getBytes(StandardCharsets.US_ASCII)))
        .isEqualTo("2NEpo7TZRRrLZSi2U");
  }

  @Test
  void refusesAnotherLengthAndForeignCharacters() {
    assertThatThrownBy(() -> Base58.decode("2NEpo7TZRRrLZSi2U", 11))
        .isInstanceOf(DecodeException.class);
    assertThatThrownBy(() -> Base58.decode("2NEpo7TZRRrLZSi2U", 13))
        .isInstanceOf(DecodeException.class);
    assertThatThrownBy(() -> Base58.decode("0OIl", 3)).hasMessageContaining("position 0");
    assertThatThrownBy(() -> Base58.decode("é", 1)).isInstanceOf(DecodeException.class);
  }

  @Test
  void readsAValueOfAnyLengthUpToTheLimit() throws DecodeException {
    byte[] bytes = {0, 0, 1, 2, 3};
    String text = Base58.encode(bytes);

    assertThat(Base58.decodeUpTo(text, 5)).isEqualTo(bytes);
    assertThat(Base58.decodeUpTo(text, 64)).isEqualTo(bytes);
    assertThat(Base58.decodeUpTo("", 3)).isEmpty();
    assertThat(Base58.decodeUpTo("111", 3)).isEqualTo(new byte[3]);
    assertThatThrownBy(() -> Base58.decodeUpTo(text, 4)).isInstanceOf(DecodeException.class);
    assertThatThrownBy(() -> Base58.decodeUpTo("1111", 3)).isInstanceOf(DecodeException.class);
    assertThatThrownBy(() -> Base58.decodeUpTo("2NEpo7TZRRrLZSi2U", 11))
        .isInstanceOf(DecodeException.class);
  }

  private static byte[] decoded(String text, int length) {
    try {
      return Base58.decode(text, length);
    } catch (DecodeException e) {
      throw new AssertionError(text, e);
    }
  }

  private static String slow(byte[] bytes) {
    StringBuilder out = new StringBuilder();
    BigInteger value = new BigInteger(1, bytes);
    BigInteger base = BigInteger.valueOf(58);
    while (value.signum() > 0) {
      out.append(ALPHABET.charAt(value.mod(base).intValue()));
      value = value.divide(base);
    }
    for (int i = 0; i < bytes.length && bytes[i] == 0; i++) {
      out.append('1');
    }
    return out.reverse().toString();
  }
}
