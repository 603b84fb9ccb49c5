package network.clawnet.core.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import network.clawnet.core.testing.Seeds;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * Every verifier that loads, with our table checks before it, against Bouncy Castle alone. More
 * tries: {@code -Dclawnet.signatures=1000000}.
 */
class Ed25519DifferentialTest {
  private static final int TRIES = Integer.getInteger("clawnet.signatures", 10_000);
  private static final int PER_SEED = 50;
  private static final BigInteger GROUP_ORDER =
      BigInteger.TWO.pow(252).add(new BigInteger("27742317777372353535851937790883648493"));
  private static final List<String> POINTS =
      List.of(
          "0100000000000000000000000000000000000000000000000000000000000000",
          "0100000000000000000000000000000000000000000000000000000000000080",
          "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
          "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff",
          "0000000000000000000000000000000000000000000000000000000000000000",
          "0000000000000000000000000000000000000000000000000000000000000080",
          "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",
          "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc85",
          "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a",
          "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac03fa",
          "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
          "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
          "f0ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff",
          "ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff");

  @Test
  @DisplayName("T-A19: every verifier agrees with the arbiter on mutated signatures")
  void everyVerifierAgreesWithTheArbiterOnMutatedSignatures() throws IOException {
    List<SignatureCase> odd = SignatureCase.read("ed25519-torsion.json");
    int[] accepted = new int[1];

    Seeds.forAll(
        TRIES / PER_SEED,
        random -> {
          for (int i = 0; i < PER_SEED; i++) {
            SignatureCase start =
                random.nextInt(4) == 0 ? odd.get(random.nextInt(odd.size())) : honest(random);
            SignatureCase mutated = mutate(start, random);
            boolean expected = mutated.acceptedByArbiter();
            accepted[0] += expected ? 1 : 0;
            for (Ed25519Verifier verifier : Ed25519Verifier.values()) {
              assertThat(!verifier.isAvailable() || mutated.acceptedBy(verifier) == expected)
                  .as("%s on %s", verifier, show(mutated))
                  .isTrue();
            }
          }
        });

    assertThat(accepted[0]).as("a mutation of nothing is drawn too").isBetween(1, TRIES - 1);
  }

  private static SignatureCase honest(Random random) {
    byte[] seed = bytes(random, SigningKey.BYTES);
    byte[] message = bytes(random, random.nextInt(200));
    SigningKey key = SigningKey.of(seed);
    return new SignatureCase(message, key.publicKey().bytes(), key.sign(message));
  }

  private static SignatureCase mutate(SignatureCase it, Random random) {
    byte[] key = it.key().clone();
    byte[] signature = it.signature().clone();
    byte[] message = it.message().clone();
    switch (random.nextInt(9)) {
      case 0 -> flip(signature, random);
      case 1 -> flip(key, random);
      case 2 -> flip(message, random);
      case 3 -> System.arraycopy(point(random), 0, signature, 0, 32);
      case 4 -> key = point(random);
      case 5 -> addToS(signature, GROUP_ORDER);
      case 6 -> addToS(signature, GROUP_ORDER.multiply(BigInteger.valueOf(random.nextInt(15) + 1)));
      case 7 -> {
        key = point(random);
        System.arraycopy(point(random), 0, signature, 0, 32);
        Arrays.fill(signature, 32, 64, (byte) 0);
      }
      default -> {} // as it was
    }
    return new SignatureCase(message, key, signature);
  }

  private static void addToS(byte[] signature, BigInteger number) {
    byte[] s = new byte[32];
    for (int i = 0; i < 32; i++) {
      s[i] = signature[63 - i];
    }
    BigInteger sum = new BigInteger(1, s).add(number);
    for (int i = 0; i < 32; i++) {
      signature[32 + i] = sum.shiftRight(8 * i).byteValue();
    }
  }

  private static void flip(byte[] bytes, Random random) {
    if (bytes.length > 0) {
      bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
    }
  }

  private static byte[] point(Random random) {
    return HexFormat.of().parseHex(POINTS.get(random.nextInt(POINTS.size())));
  }

  private static byte[] bytes(Random random, int length) {
    byte[] out = new byte[length];
    random.nextBytes(out);
    return out;
  }

  private static String show(SignatureCase it) {
    HexFormat hex = HexFormat.of();
    return "message %s, key %s, signature %s"
        .formatted(
            hex.formatHex(it.message()), hex.formatHex(it.key()), hex.formatHex(it.signature()));
  }
}
