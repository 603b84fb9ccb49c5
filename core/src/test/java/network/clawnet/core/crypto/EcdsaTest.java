package network.clawnet.core.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class EcdsaTest {
  private static final byte[] SAMPLE = "sample".getBytes(StandardCharsets.US_ASCII);

  /** RFC 6979, A.2.5, with SHA-256. */
  private static final byte[] KEY =
      HexFormat.of()
          .parseHex(
              "0460fed4ba255a9d31c961eb74c6356d68c049b8923b61fa6ce669622e60f29fb6"
                  + "7903fe1008b8bc99a41ae9e95628bc64f2f1b20c2d7e9f5177a3c294d4462299");

  private static final byte[] SIGNATURE =
      HexFormat.of()
          .parseHex(
              "3046022100efd48b2aacb6a8fd1140dd9cd45e81d69d2c877b56aaf991c34d0ea84eaf3716"
                  + "022100f7cb1c942d657c41d436c7a1b6e29f65f3e900dbb9aff4064dc4ab2f843acda8");

  @Test
  void acceptsTheSignatureOfTheStandard() {
    assertThat(Ecdsa.P256.verify(KEY, SAMPLE, SIGNATURE)).isTrue();
    assertThat(Ecdsa.P256.verify(KEY, new byte[0], SIGNATURE)).isFalse();
    assertThat(Ecdsa.SECP256K1.verify(KEY, SAMPLE, SIGNATURE)).isFalse();
  }

  @Test
  void aKeyIsAPointOfItsCurve() {
    assertThat(Ecdsa.P256.isKey(KEY)).isTrue();
    assertThat(Ecdsa.SECP256K1.isKey(KEY)).isFalse();
    assertThat(Ecdsa.P256.isKey(new byte[1])).isFalse();
    assertThat(Ecdsa.P256.isKey(new byte[0])).isFalse();
    assertThat(Ecdsa.P256.isKey(new byte[65])).isFalse();
  }
}
