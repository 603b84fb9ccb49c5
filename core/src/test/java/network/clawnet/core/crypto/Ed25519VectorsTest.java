package network.clawnet.core.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class Ed25519VectorsTest {
  private static final BigInteger P = BigInteger.TWO.pow(255).subtract(BigInteger.valueOf(19));

  /** RFC 8032, section 7.1: seed, key, message, signature. */
  private static final List<List<String>> RFC8032 =
      List.of(
          List.of(
              "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60",
              "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a",
              "",
              "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555"
                  + "fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b"),
          List.of(
              "4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb",
              "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c",
              "72",
              "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da0"
                  + "85ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00"),
          List.of(
              "c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7",
              "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025",
              "af82",
              "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac1"
                  + "8ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a"),
          List.of(
              "833fe62409237b9d62ec77587520911e9a759cec1d19755b7da901b96dca3d42",
              "ec172b93ad5e563bf4932c70e1245034c35467ef2efd4d64ebf819683467e2bf",
              "ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a"
                  + "2192992a274fc1a836ba3c23a3feebbd454d4423643ce80e2a9ac94fa54ca49f",
              "dc2a4459e7369633a52b1bf277839a00201009a3efbf3ecb69bea2186c26b5890"
                  + "9351fc9ac90b3ecfdfbc7c66431e0303dca179c138ac17ad9bef1177331a704"));

  @ParameterizedTest
  @EnumSource
  void holdsTheVectorsOfTheRfc(Ed25519Verifier verifier) throws Exception {
    assumeTrue(verifier.isAvailable());
    for (List<String> vector : RFC8032) {
      byte[] message = hex(vector.get(2));
      SigningKey key = SigningKey.of(hex(vector.get(0)));

      assertThat(key.publicKey()).hasToString(vector.get(1));
      assertThat(key.sign(message)).isEqualTo(hex(vector.get(3)));
      assertThat(verifier.verify(key.publicKey(), message, hex(vector.get(3)))).isTrue();
      if (verifier != Ed25519Verifier.BOUNCY_CASTLE) {
        NativeEd25519 library = verifier.nativeLibrary().orElseThrow();
        assertThat(library.sign(library.privateKey(hex(vector.get(0))), message))
            .isEqualTo(hex(vector.get(3)));
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  @DisplayName("T-A19: four of the twelve disputed signatures are valid")
  void acceptsFourOfTheTwelveDisputedSignatures(Ed25519Verifier verifier) throws IOException {
    assumeTrue(verifier.isAvailable());
    List<SignatureCase> cases = SignatureCase.read("ed25519-speccheck-cases.json");

    assertThat(cases)
        .extracting(it -> it.acceptedBy(verifier))
        .containsExactly(
            false, false, true, true, true, true, false, false, false, false, false, false);
  }

  @ParameterizedTest
  @EnumSource
  @DisplayName("T-A19: torsion counts as in the cofactored equation")
  void acceptsTorsionAsTheCofactoredEquationDoes(Ed25519Verifier verifier) throws IOException {
    assumeTrue(verifier.isAvailable());
    List<SignatureCase> cases = SignatureCase.read("ed25519-torsion.json");

    assertThat(cases)
        .hasSize(1600)
        .allMatch(SignatureCase::acceptedByArbiter)
        .allMatch(it -> it.acceptedBy(verifier));
  }

  @ParameterizedTest
  @EnumSource
  void answersFalseForEveryOtherLength(Ed25519Verifier verifier) {
    assumeTrue(verifier.isAvailable());
    PublicKey key = PublicKey.of(hex(RFC8032.get(0).get(1)));
    byte[] signature = hex(RFC8032.get(0).get(3));

    assertThat(verifier.verify(key, new byte[0], signature)).isTrue();
    for (int length = 0; length < 70; length++) {
      assertThat(verifier.verify(key, new byte[0], Arrays.copyOf(signature, length)))
          .isEqualTo(length == Ed25519.SIGNATURE_BYTES);
    }
  }

  /** The smallest and largest 40 values of y around 0, p and 2^255, with both signs. */
  @Test
  void canonicalMeansBelowThePrimeAndNotAmongTheSmall() {
    for (BigInteger middle : List.of(BigInteger.ZERO, P, BigInteger.TWO.pow(255))) {
      for (int i = -40; i <= 40; i++) {
        BigInteger y = middle.add(BigInteger.valueOf(i)).mod(BigInteger.TWO.pow(255));
        for (int sign = 0; sign <= 1; sign++) {
          byte[] bytes = littleEndian(y, sign);
          boolean canonical = PointEncoding.isCanonical(bytes, 0);
          assertThat(canonical && !PointEncoding.isSmallOrder(bytes))
              .as("y = %s, sign %s", y, sign)
              .isEqualTo(plausible(y));
        }
      }
    }
  }

  @Test
  void theTableHoldsTheEightPointsOfSmallOrder() {
    String y1 = "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a";
    String y2 = "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05";
    for (String y : List.of(y1, y2)) {
      byte[] point = hex(y);
      assertThat(PointEncoding.isSmallOrder(point)).isTrue();
      point[31] |= (byte) 0x80;
      assertThat(PointEncoding.isSmallOrder(point)).isTrue();
      point[0] ^= 1;
      assertThat(PointEncoding.isSmallOrder(point)).isFalse();
    }
    BigInteger a = new BigInteger(1, reversed(hex(y1)));
    assertThat(a.add(new BigInteger(1, reversed(hex(y2))))).isEqualTo(P);
    for (BigInteger y : List.of(BigInteger.ZERO, BigInteger.ONE, P.subtract(BigInteger.ONE))) {
      assertThat(PointEncoding.isSmallOrder(littleEndian(y, 0))).isTrue();
    }
    assertThat(PointEncoding.isSmallOrder(littleEndian(BigInteger.TWO, 0))).isFalse();
  }

  private static boolean plausible(BigInteger y) {
    boolean small = y.compareTo(BigInteger.ONE) <= 0 || y.equals(P.subtract(BigInteger.ONE));
    return y.compareTo(P) < 0 && !small;
  }

  private static byte[] littleEndian(BigInteger y, int sign) {
    byte[] out = new byte[32];
    for (int i = 0; i < 32; i++) {
      out[i] = y.shiftRight(8 * i).byteValue();
    }
    out[31] |= (byte) (sign << 7);
    return out;
  }

  private static byte[] reversed(byte[] bytes) {
    byte[] out = new byte[bytes.length];
    for (int i = 0; i < bytes.length; i++) {
      out[i] = bytes[bytes.length - 1 - i];
    }
    return out;
  }

  private static byte[] hex(String text) {
    return HexFormat.of().parseHex(text);
  }
}
