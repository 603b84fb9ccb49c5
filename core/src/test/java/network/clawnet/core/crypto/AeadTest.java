package network.clawnet.core.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;

class AeadTest {
  private static final byte[] KEY = new byte[Aead.KEY_BYTES];
  private static final byte[] HEADER = {1, 2, 3};
  private static final byte[] TEXT = "thirty tokens".getBytes(StandardCharsets.US_ASCII);

  private final Random random = new Random(7);

  @Test
  void opensWhatItSealed() {
    byte[] sealed = Aead.seal(KEY, random::nextBytes, HEADER, TEXT);

    assertThat(sealed).hasSize(TEXT.length + Aead.OVERHEAD_BYTES);
    assertThat(Aead.open(KEY, HEADER, sealed)).hasValue(TEXT);
  }

  /** Test case 14 of the GCM specification: zero key, zero nonce, one zero block. */
  @Test
  void holdsAVectorOfTheSpecification() {
    byte[] sealed =
        Aead.seal(KEY, target -> Arrays.fill(target, (byte) 0), new byte[0], new byte[16]);

    assertThat(HexFormat.of().formatHex(sealed))
        .isEqualTo(
            "000000000000000000000000"
                + "cea7403d4d606b6e074ec5d3baf39d18"
                + "d0d1c8a799996bf0265b98b5d48ab919");
  }

  @Test
  void refusesEveryChangedByteAndEveryTruncation() {
    byte[] sealed = Aead.seal(KEY, random::nextBytes, HEADER, TEXT);

    for (int i = 0; i < sealed.length; i++) {
      byte[] changed = sealed.clone();
      changed[i] ^= 0x10;
      assertThat(Aead.open(KEY, HEADER, changed)).isEmpty();
      assertThat(Aead.open(KEY, HEADER, Arrays.copyOf(sealed, i))).isEmpty();
    }
  }

  @Test
  void refusesAnotherKeyAndOtherAssociatedBytes() {
    byte[] sealed = Aead.seal(KEY, random::nextBytes, HEADER, TEXT);
    byte[] otherKey = KEY.clone();
    otherKey[31] ^= 1;

    assertThat(Aead.open(otherKey, HEADER, sealed)).isEmpty();
    assertThat(Aead.open(KEY, new byte[] {1, 2}, sealed)).isEmpty();
  }

  @Test
  void neverUsesANonceTwice() {
    byte[] one = Aead.seal(KEY, random::nextBytes, HEADER, TEXT);
    byte[] other = Aead.seal(KEY, random::nextBytes, HEADER, TEXT);

    assertThat(Arrays.copyOf(one, Aead.NONCE_BYTES))
        .isNotEqualTo(Arrays.copyOf(other, Aead.NONCE_BYTES));
  }

  @Test
  void refusesAKeyOfAnotherLength() {
    for (int length : new int[] {16, 31, 33}) {
      assertThatThrownBy(() -> Aead.seal(new byte[length], random::nextBytes, HEADER, TEXT))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void secretsCompareAndWipe() {
    byte[] one = {1, 2};

    assertThat(Secrets.equal(one, new byte[] {1, 2})).isTrue();
    assertThat(Secrets.equal(one, new byte[] {1, 3})).isFalse();
    assertThat(Secrets.equal(one, new byte[] {1})).isFalse();
    assertThat(Secrets.utf8("pä€𝄞".toCharArray()))
        .isEqualTo("pä€𝄞".getBytes(StandardCharsets.UTF_8));
    assertThatThrownBy(() -> Secrets.utf8(new char[] {'\ud800'}))
        .isInstanceOf(IllegalArgumentException.class);
    Secrets.wipe(one);
    assertThat(one).containsOnly(0);
  }
}
