package network.clawnet.core.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import network.clawnet.core.testing.Seeds;
import org.junit.jupiter.api.Test;

/** The grouped arithmetic against the definition with big integers. */
class Base58DifferentialTest {
  private static final String ALPHABET =
      "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";

  @Test
  void encodesLikeTheDefinition() {
    Seeds.forAll(
        5_000,
        random -> {
          byte[] bytes = bytes(random);

          assertThat(Base58.encode(bytes)).isEqualTo(definition(bytes));
        });
  }

  @Test
  void decodesWhatTheDefinitionEncodesAndNothingElse() {
    Seeds.forAll(
        5_000,
        random -> {
          byte[] bytes = bytes(random);
          String text = mutated(definition(bytes), random);
          int length = bytes.length + (random.nextInt(8) == 0 ? random.nextInt(3) - 1 : 0);

          assertThat(decode(text, Math.max(0, length)).map(Arrays::toString))
              .as(text + " " + length)
              .isEqualTo(valueOf(text, Math.max(0, length)).map(Arrays::toString));
        });
  }

  private static byte[] bytes(Random random) {
    byte[] bytes = new byte[random.nextInt(70)];
    random.nextBytes(bytes);
    int zeros = random.nextInt(3) == 0 ? random.nextInt(bytes.length + 1) : 0;
    Arrays.fill(bytes, 0, zeros, (byte) 0);
    if (random.nextInt(5) == 0) {
      Arrays.fill(bytes, zeros, bytes.length, (byte) 0xff);
    }
    return bytes;
  }

  private static String mutated(String text, Random random) {
    if (text.isEmpty() || random.nextInt(3) == 0) {
      return text;
    }
    StringBuilder out = new StringBuilder(text);
    int at = random.nextInt(text.length());
    switch (random.nextInt(5)) {
      case 0 -> out.setCharAt(at, ALPHABET.charAt(random.nextInt(58)));
      case 1 -> out.insert(at, ALPHABET.charAt(random.nextInt(58)));
      case 2 -> out.deleteCharAt(at);
      case 3 -> out.insert(0, '1');
      default -> out.setCharAt(at, (char) random.nextInt(300));
    }
    return out.toString();
  }

  private static Optional<byte[]> decode(String text, int length) {
    try {
      return Optional.of(Base58.decode(text, length));
    } catch (DecodeException e) {
      return Optional.empty();
    }
  }

  /** Returns the one value of that length whose text it is. */
  private static Optional<byte[]> valueOf(String text, int length) {
    BigInteger number = BigInteger.ZERO;
    for (int i = 0; i < text.length(); i++) {
      int digit = ALPHABET.indexOf(text.charAt(i));
      if (digit < 0) {
        return Optional.empty();
      }
      number = number.multiply(BigInteger.valueOf(58)).add(BigInteger.valueOf(digit));
    }
    if (number.bitLength() > length * 8) {
      return Optional.empty();
    }
    byte[] value = new byte[length];
    byte[] minimal = number.toByteArray();
    for (int i = 0; i < Math.min(length, minimal.length); i++) {
      value[length - 1 - i] = minimal[minimal.length - 1 - i];
    }
    return definition(value).equals(text) ? Optional.of(value) : Optional.empty();
  }

  private static String definition(byte[] bytes) {
    StringBuilder out = new StringBuilder();
    BigInteger number = new BigInteger(1, bytes);
    while (number.signum() > 0) {
      BigInteger[] parts = number.divideAndRemainder(BigInteger.valueOf(58));
      out.insert(0, ALPHABET.charAt(parts[1].intValue()));
      number = parts[0];
    }
    for (int i = 0; i < bytes.length && bytes[i] == 0; i++) {
      out.insert(0, '1');
    }
    return out.toString();
  }
}
