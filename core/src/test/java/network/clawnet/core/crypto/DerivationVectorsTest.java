package network.clawnet.core.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class DerivationVectorsTest {
  private static final String SLIP10_SEED_1 = "000102030405060708090a0b0c0d0e0f";
  private static final String SLIP10_SEED_2 =
      "fffcf9f6f3f0edeae7e4e1dedbd8d5d2cfccc9c6c3c0bdbab7b4b1aeaba8a5a2"
          + "9f9c999693908d8a8784817e7b7875726f6c696663605d5a5754514e4b484542";

  @Test
  void slip10HoldsItsFirstVector() {
    slip10(
        SLIP10_SEED_1,
        "2b4be7f19ee27bbf30c667b642d5f4aa69fd169872f8fc3059c08ebae2eb19e7",
        "a4b2856bfec510abab89753fac1ac0e1112364e7d250545963f135f2a33188ed");
    slip10(
        SLIP10_SEED_1,
        "68e0fe46dfb67e368c75379acec591dad19df3cde26e63b93a8e704f1dade7a3",
        "8c8a13df77a28f3445213a0f432fde644acaa215fc72dcdf300d5efaa85d350c",
        0);
    slip10(
        SLIP10_SEED_1,
        "b1d0bad404bf35da785a64ca1ac54b2617211d2777696fbffaf208f746ae84f2",
        "1932a5270f335bed617d5b935c80aedb1a35bd9fc1e31acafd5372c30f5c1187",
        0,
        1);
    slip10(
        SLIP10_SEED_1,
        "92a5b23c0b8a99e37d07df3fb9966917f5d06e02ddbd909c7e184371463e9fc9",
        "ae98736566d30ed0e9d2f4486a64bc95740d89c7db33f52121f8ea8f76ff0fc1",
        0,
        1,
        2);
    slip10(
        SLIP10_SEED_1,
        "8f94d394a8e8fd6b1bc2f3f49f5c47e385281d5c17e65324b0f62483e37e8793",
        "3c24da049451555d51a7014a37337aa4e12d41e485abccfa46b47dfb2af54b7a",
        0,
        1,
        2,
        2,
        1_000_000_000);
  }

  @Test
  void slip10HoldsItsSecondVector() {
    slip10(
        SLIP10_SEED_2,
        "171cb88b1b3c1db25add599712e36245d75bc65a1a5c9e18d76f9f2b1eab4012",
        "8fe9693f8fa62a4305a140b9764c5ee01e455963744fe18204b4fb948249308a");
    slip10(
        SLIP10_SEED_2,
        "ea4f5bfe8694d8bb74b7b59404632fd5968b774ed545e810de9c32a4fb4192f4",
        "5ba3b9ac6e90e83effcd25ac4e58a1365a9e35a3d3ae5eb07b9e4d90bcf7506d",
        0,
        Slip10.MAX_INDEX);
    slip10(
        SLIP10_SEED_2,
        "3757c7577170179c7868353ada796c839135b3d30554bbb74a4b1e4a5a58505c",
        "2e66aa57069c86cc18249aecf5cb5a9cebbfd6fadeab056254763874a9352b45",
        0,
        Slip10.MAX_INDEX,
        1);
  }

  @Test
  void anAccountIsTheThirdStepOfOurPath() {
    byte[] seed = hex(SLIP10_SEED_2);

    assertThat(Slip10.account(seed, 7).seed()).isEqualTo(Slip10.derive(seed, 44, 9527, 7));
    assertThatThrownBy(() -> Slip10.account(seed, -1)).isInstanceOf(IllegalArgumentException.class);
  }

  /** RFC 9106, section 5.3. */
  @Test
  void argon2idHoldsTheVectorOfTheRfc() {
    byte[] tag =
        Argon2id.derive(
            filled(32, 1), filled(16, 2), new Argon2Cost(32, 3, 4), filled(8, 3), filled(12, 4));

    assertThat(tag)
        .isEqualTo(hex("0d640df58d78766c08c037a34a8b53c9d01ef0452d75b65eb52520e96b01e659"));
  }

  @Test
  void argon2CostIsBoundedOnBothSides() {
    assertThat(Argon2Cost.inRange(8, 1, 1)).isTrue();
    assertThat(Argon2Cost.inRange(7, 1, 1)).isFalse();
    assertThat(Argon2Cost.inRange(Argon2Cost.MAX_MEMORY_KIB, 16, 16)).isTrue();
    assertThat(Argon2Cost.inRange(Argon2Cost.MAX_MEMORY_KIB + 1L, 16, 16)).isFalse();
    assertThat(Argon2Cost.inRange(1024, 17, 1)).isFalse();
    assertThat(Argon2Cost.inRange(1024, 0, 1)).isFalse();
    assertThat(Argon2Cost.inRange(1024, 1, 17)).isFalse();
    assertThat(Argon2Cost.inRange(1024, 1, 0)).isFalse();
    assertThat(Argon2Cost.inRange(Long.MAX_VALUE, 1, 1)).isFalse();
    assertThatThrownBy(() -> new Argon2Cost(7, 1, 1)).isInstanceOf(IllegalArgumentException.class);
  }

  /** RFC 5869, appendix A, cases 1 to 3. */
  @Test
  void hkdfHoldsTheVectorsOfTheRfc() {
    byte[] secret = filled(22, 0x0b);
    assertThat(
            Hkdf.derive(secret, hex("000102030405060708090a0b0c"), hex("f0f1f2f3f4f5f6f7f8f9"), 42))
        .isEqualTo(
            hex(
                "3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf"
                    + "34007208d5b887185865"));
    assertThat(Hkdf.derive(range(0, 80), range(0x60, 80), range(0xb0, 80), 82))
        .isEqualTo(
            hex(
                "b11e398dc80327a1c8e7f78c596a49344f012eda2d4efad8a050cc4c19afa97c"
                    + "59045a99cac7827271cb41c65e590e09da3275600c2f09b8367793a9aca3db71"
                    + "cc30c58179ec3e87c14c01d5c1f3434f1d87"));
    assertThat(Hkdf.derive(secret, new byte[0], new byte[0], 42))
        .isEqualTo(
            hex(
                "8da4e775a563c18f715f802a063c5a31b8a11f5c5ee1879ec3454e5f3c738d2d"
                    + "9d201395faa4b61a96c8"));
  }

  @Test
  void hkdfGivesOneToEightThousandBytes() {
    assertThat(Hkdf.derive(range(0, 32), new byte[0], new byte[0], Hkdf.MAX_BYTES)).hasSize(8160);
    for (int length : new int[] {-1, 0, Hkdf.MAX_BYTES + 1}) {
      assertThatThrownBy(() -> Hkdf.derive(range(0, 32), new byte[0], new byte[0], length))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  /** RFC 4231, case 2. */
  @Test
  void hmacHoldsTheVectorsOfTheRfc() {
    byte[] key = "Jefe".getBytes(StandardCharsets.US_ASCII);
    byte[] first = "what do ya want ".getBytes(StandardCharsets.US_ASCII);
    byte[] second = "for nothing?".getBytes(StandardCharsets.US_ASCII);

    assertThat(Hmac.sha256(key, first, second))
        .isEqualTo(hex("5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"));
    assertThat(Hmac.sha512(key, first, second))
        .isEqualTo(
            hex(
                "164b7a7bfcf819e2e395fbe73b56e0a387bd64222e831fd610270cd7ea250554"
                    + "9758bf75c05a994a6d034f65f8f0e6fdcaeab1a34d4a6b4b636e070a38bce737"));
  }

  private static void slip10(String seed, String key, String publicKey, int... path) {
    byte[] derived = Slip10.derive(hex(seed), path);

    assertThat(derived).isEqualTo(hex(key));
    assertThat(SigningKey.of(derived).publicKey()).hasToString(publicKey);
  }

  private static byte[] filled(int length, int value) {
    byte[] out = new byte[length];
    Arrays.fill(out, (byte) value);
    return out;
  }

  private static byte[] range(int from, int length) {
    byte[] out = new byte[length];
    for (int i = 0; i < length; i++) {
      out[i] = (byte) (from + i);
    }
    return out;
  }

  private static byte[] hex(String text) {
    return HexFormat.of().parseHex(text);
  }
}
