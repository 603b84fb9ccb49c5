package network.clawnet.core.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class X25519Test {
  private static byte[] hex(String hex) {
    return HexFormat.of().parseHex(hex);
  }

  /** RFC 7748, section 6.1. */
  @Test
  void agreesOnTheKnownSecret() {
    byte[] alicePublic = hex("8520f0098930a754748b7ddcb43ef75a0dbf3a0d26381af4eba4a98eaa9b4e6a");
    byte[] bob = hex("5dab087e624a8a4b79e17f8b83800ee66f3bb1292618b6fd1c2f8b27ff88e0eb");
    byte[] bobPublic = hex("de9edb7d7b7dc1b4d35b61c2ece435373f8343c85b78674dadfc7e146f882b4f");
    byte[] shared = hex("4a5d9d5ba4ce2de1728e3bf480350f25e07e21c947d19e3376f09b3c1e161742");

    assertThat(X25519.publicKey(bob)).isEqualTo(bobPublic);
    assertThat(X25519.agree(bob, alicePublic)).hasValue(shared);
  }

  @Test
  void refusesPointsOfSmallOrder() {
    byte[] one = new byte[X25519.BYTES];
    one[0] = 1;

    assertThat(X25519.agree(one, new byte[X25519.BYTES])).isEmpty();
    assertThat(X25519.agree(one, one)).isEmpty();
  }

  @Test
  void aKeyHas32Bytes() {
    assertThatThrownBy(() -> X25519.publicKey(new byte[31]))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> X25519.agree(new byte[32], new byte[33]))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
