package network.clawnet.core.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class SigningKeyTest {
  private static final byte[] SEED = new byte[SigningKey.BYTES];

  static {
    Arrays.fill(SEED, (byte) 0x5a);
  }

  @Test
  void everyLibraryThatLoadsIsUnderTest() {
    assertThat(Ed25519Verifier.values()).allMatch(Ed25519Verifier::isAvailable);
  }

  @Test
  void theProcessMayNameItsVerifier() {
    for (Ed25519Verifier verifier : Ed25519Verifier.values()) {
      assertThat(Ed25519Verifier.choose(verifier.shortName())).isEqualTo(verifier);
    }
    assertThat(Ed25519Verifier.choose("")).isEqualTo(Ed25519Verifier.ACCP);
    assertThatThrownBy(() -> Ed25519Verifier.choose("sunec"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("clawnet.crypto is bc, accp or conscrypt, not sunec");
  }

  @Test
  void itsTextNeverHoldsTheSeed() {
    SigningKey key = SigningKey.of(SEED);

    assertThat(key.toString())
        .isEqualTo("SigningKey[" + key.publicKey() + "]")
        .doesNotContain(HexFormat.of().formatHex(SEED));
  }

  @Test
  void signsNoMoreOnceDestroyed() {
    SigningKey key = SigningKey.of(SEED);
    assertThat(Ed25519.verify(key.publicKey(), SEED, key.sign(SEED))).isTrue();

    key.destroy();

    assertThat(key.isDestroyed()).isTrue();
    assertThatThrownBy(() -> key.sign(SEED)).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(key::seed).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void keepsItsOwnCopyOfTheSeed() {
    byte[] mine = SEED.clone();
    SigningKey key = SigningKey.of(mine);
    Arrays.fill(mine, (byte) 0);
    key.seed()[0] ^= 1;

    assertThat(key.seed()).isEqualTo(SEED);
  }

  @Test
  void refusesASeedOfAnotherLength() {
    for (int length : new int[] {0, 31, 33, 64}) {
      assertThatThrownBy(() -> SigningKey.of(new byte[length]))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }
}
