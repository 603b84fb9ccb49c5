package network.clawnet.p2p.peer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.spec.RSAPublicKeySpec;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.stream.Stream;
import network.clawnet.core.codec.DecodeException;
import network.clawnet.p2p.wire.ProtoWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Keys of other kinds than ours, each with its signature over "hello". */
class ForeignKeysTest {
  private static final byte[] HELLO = "hello".getBytes(StandardCharsets.UTF_8);

  /** Made by js-libp2p. */
  private static final Known SECP256K1 =
      new Known(
          KeyType.SECP256K1,
          "080212210308a9ecdce11b7809b6f6dca24d2dcaf047471a863458ed558c5b8c" + "0f1e76f4d8",
          "16Uiu2HAmDEotrtos5iLwvFe2Kma9SoRXtsRfrFTJJkujC3L7GeY7",
          "3045022100d8fcd3a09eddccf9325aa821eb453883d0fe6821beab34b68b4c8f"
              + "eee6c388680220463e8c4abeeb5200bb301215ff1cacba165c55e84691c3d8c9"
              + "086ac2f6f54631");

  /** Made by OpenSSL in the form of go-libp2p. */
  private static final Known P256 =
      new Known(
          KeyType.ECDSA,
          "0803125b3059301306072a8648ce3d020106082a8648ce3d0301070342000417"
              + "4ea4d755859159241e19c900b16f02b3da936148c226481eb38b6730fc5f96e1"
              + "0e31d6e32f3e4264cd563e00145e2cc6bf2e861222e1eb4d3a2e62d5c91aab",
          "QmPhnQy2kTJhL7eHs5YEESRxes5QVt7EA9KQMHsDt4B2NF",
          "304402205ea69487e1e48c8ebe7254cdb9aa51f773c5ac8ca677dc1af72c92f0"
              + "a94a63e802200bd650eba017bf7e10700e1f77c6af521b4d4476693e28accf59"
              + "24398d807711");

  /** Made by js-libp2p. */
  private static final Known RSA =
      new Known(
          KeyType.RSA,
          "080012a60230820122300d06092a864886f70d01010105000382010f00308201"
              + "0a0282010100a46013d19b6818fc220b668b52adb4afb7dd78911e9f3736c0d6"
              + "2e0e93af39677a93bc308314266d7512a2051e535637ddd96d29170639dafee5"
              + "6f1349f95546f8b2a28257a0a9624875e7122fbd88d97c6ef65ac526b5847362"
              + "f2c0826fbd293759afa8c6e93a1fa8a0a64682852a412c39ce5bdb52b46c5b1c"
              + "ed14379bab19a27071684fa8479ec32458fc8ae6e1c36a1f33f6e4e123b2f64d"
              + "e25b0e4c94597c9cd2be6a285600ff365ebc8a8ef6f92255f732c1db14d6ce2c"
              + "cec2f5d473e3620aaf7dd73d1e44b6428090cb244dadca1c0d2012efe9e0299f"
              + "f8bc31f9969a944f11fb6dc9308c674033d15ea5d8bde4440192625d1ba2c6f8"
              + "e0aa648636cb0203010001",
          "QmbVJqmLnqo7sVrJ1V9YwNzYh2BHeJtXs2LjVT7WjxsAnT",
          "8864b7041e326cbfac1779b9b9bfb52972cfbd31ac56e87012488759a02b880f"
              + "0cfaadfd67849103a56481726926902f1bd04ec69523b70068bc20845e29145e"
              + "9753e2f2f180d1a407a558e0e46e0258a33cd7f46d42d2581fb0796cc8c994f5"
              + "87162f6f52e2e3b339804ecdcf929bdac8e15e56911bf9b3f7dfacef465cd646"
              + "5439bc9d086af8db4d584766a651014fee288b43d6de60aab4aaf8b9f2ac0995"
              + "33d3515023d997abe8714c51f4d3b969e7c3e3f991b8bb2e3d37f29b999a7b4d"
              + "0c19eb1c1683753ba7e64dbd3205c68aaa334e9b9b03306a980b29afc94f2dec"
              + "96b0717cbb0e3b672fad919abf6a410dfabd4b89ba77af5358989d4b1fcd4ce0");

  record Known(KeyType type, String key, String peerId, String signature) {
    byte[] keyBytes() {
      return HexFormat.of().parseHex(key);
    }

    byte[] signatureBytes() {
      return HexFormat.of().parseHex(signature);
    }
  }

  static Stream<Known> known() {
    return Stream.of(SECP256K1, P256, RSA);
  }

  @ParameterizedTest
  @MethodSource("known")
  void keyPeerIdAndSignatureAreTheKnownOnes(Known known) throws DecodeException {
    IdentityKey key = IdentityKey.decode(known.keyBytes());

    assertThat(key.type()).isEqualTo(known.type());
    assertThat(key.encode()).isEqualTo(known.keyBytes());
    assertThat(key.peerId().text()).isEqualTo(known.peerId());
    assertThat(key.verify(HELLO, known.signatureBytes())).isTrue();
  }

  @ParameterizedTest
  @MethodSource("known")
  void noOtherMessageOrSignatureIsAccepted(Known known) throws DecodeException {
    IdentityKey key = IdentityKey.decode(known.keyBytes());
    byte[] signature = known.signatureBytes();

    assertThat(key.verify("Hello".getBytes(StandardCharsets.UTF_8), signature)).isFalse();
    assertThat(key.verify(HELLO, new byte[0])).isFalse();
    assertThat(key.verify(HELLO, Arrays.copyOf(signature, signature.length - 1))).isFalse();
    assertThat(key.verify(HELLO, Arrays.copyOf(signature, signature.length + 1))).isFalse();
    for (int i = 0; i < signature.length; i++) {
      byte[] changed = signature.clone();
      changed[i] ^= 1;
      assertThat(key.verify(HELLO, changed)).isFalse();
    }
  }

  @ParameterizedTest
  @MethodSource("known")
  void refusesAKeyThatIsCutOrContinued(Known known) throws DecodeException {
    byte[] encoded = known.keyBytes();
    IdentityKey key = IdentityKey.decode(encoded);
    int start = key.type() == KeyType.RSA ? 5 : 4;
    byte[] bytes = Arrays.copyOfRange(encoded, start, encoded.length);

    for (int length : new int[] {0, 1, bytes.length - 1, bytes.length + 1}) {
      byte[] other =
          new ProtoWriter()
              .varint(1, known.type().code())
              .bytes(2, Arrays.copyOf(bytes, length))
              .toBytes();
      assertThatThrownBy(() -> IdentityKey.decode(other)).isInstanceOf(DecodeException.class);
    }
  }

  @Test
  void refusesPointsThatAreNotOnTheCurve() {
    byte[] secp256k1 = SECP256K1.keyBytes();
    secp256k1[4] = 5; // no such sign
    byte[] p256 = P256.keyBytes();
    p256[p256.length - 1] ^= 1;

    assertThatThrownBy(() -> IdentityKey.decode(secp256k1)).isInstanceOf(DecodeException.class);
    assertThatThrownBy(() -> IdentityKey.decode(p256)).isInstanceOf(DecodeException.class);
  }

  @ParameterizedTest
  @CsvSource({
    "2047, 17, false",
    "2048, 17, true",
    "2048, 32, true",
    "2048, 33, false",
    "8192, 17, true",
    "8193, 17, false"
  })
  void anRsaKeyIsBoundedInModulusAndExponent(int bits, int exponentBits, boolean sound)
      throws GeneralSecurityException {
    BigInteger modulus = BigInteger.ONE.shiftLeft(bits - 1).add(BigInteger.ONE);
    BigInteger exponent = BigInteger.ONE.shiftLeft(exponentBits - 1).add(BigInteger.ONE);
    byte[] key =
        KeyFactory.getInstance("RSA")
            .generatePublic(new RSAPublicKeySpec(modulus, exponent))
            .getEncoded();

    assertThat(KeyType.RSA.isSound(key)).isEqualTo(sound);
    assertThat(new ProtoWriter().varint(1, 0).bytes(2, key).size() <= IdentityKey.MAX_BYTES)
        .isEqualTo(true);
  }
}
