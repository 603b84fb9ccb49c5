package network.clawnet.wallet.escrow;

import static network.clawnet.wallet.testing.WalletLedger.ALICE;
import static network.clawnet.wallet.testing.WalletLedger.BOB;
import static network.clawnet.wallet.testing.WalletLedger.CAROL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import network.clawnet.core.codec.DecodeException;
import network.clawnet.core.codec.Hex;
import network.clawnet.core.crypto.Hash;
import network.clawnet.core.testing.Seeds;
import network.clawnet.core.units.Tokens;
import org.junit.jupiter.api.Test;

class EscrowRecordTest {
  @Test
  void readsBackWhatItWrote() {
    Seeds.forAll(
        300,
        random -> {
          Escrow escrow = randomEscrow(random);
          assertThat(decode(EscrowRecord.encode(escrow))).isEqualTo(escrow);
        });
  }

  @Test
  void refusesEveryTruncationAndEveryTail() {
    byte[] bytes = EscrowRecord.encode(randomEscrow(new Random(7)));
    for (int length = 0; length < bytes.length; length++) {
      byte[] cut = Arrays.copyOf(bytes, length);
      assertThatThrownBy(() -> EscrowRecord.decode("e", cut)).isInstanceOf(DecodeException.class);
    }
    byte[] longer = Arrays.copyOf(bytes, bytes.length + 1);
    assertThatThrownBy(() -> EscrowRecord.decode("e", longer)).isInstanceOf(DecodeException.class);
  }

  @Test
  void answersFlippedBytesWithAnEscrowOrARefusalAndNothingElse() {
    Seeds.forAll(
        500,
        random -> {
          byte[] bytes = EscrowRecord.encode(randomEscrow(random));
          bytes[random.nextInt(bytes.length)] ^= (byte) (1 + random.nextInt(255));
          try {
            assertThat(EscrowRecord.encode(EscrowRecord.decode("e", bytes))).isEqualTo(bytes);
          } catch (DecodeException e) {
            assertThat(e).hasMessageNotContaining("null");
          }
        });
  }

  @Test
  void refusesSumsThatPayMoreThanTheyHold() {
    Escrow.Sums all = new Escrow.Sums(new Tokens(5), new Tokens(3), new Tokens(2));
    assertThat(all.remaining()).isEqualTo(Tokens.ZERO);

    assertThatThrownBy(() -> new Escrow.Sums(new Tokens(5), new Tokens(3), new Tokens(3)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void keepsItsBytesForGood() {
    EscrowTerms terms =
        new EscrowTerms(
            ALICE.did(),
            BOB.did(),
            Optional.of(CAROL.did()),
            List.of(new ReleaseRule("r1", ReleaseRule.By.BOTH, 7)),
            new Tokens(100),
            1_000,
            2_000);
    Escrow escrow =
        new Escrow(
            "e",
            terms,
            new Escrow.Sums(new Tokens(100), new Tokens(30), new Tokens(20)),
            Hash.sha256(new byte[] {1}));

    String expected =
        "01"
            + Hex.encode(ALICE.did().key().bytes())
            + Hex.encode(BOB.did().key().bytes())
            + "01"
            + Hex.encode(CAROL.did().key().bytes())
            + "0000000000000064"
            + "00000000000003e8"
            + "00000000000007d0"
            + "01"
            + "000000027231"
            + "03"
            + "0000000000000007"
            + "0000000000000064"
            + "000000000000001e"
            + "0000000000000014"
            + "4bf5122f344554c53bde2ebb8cd2b7e3d1600ad631c385a5d7cce23c7785459a";
    assertThat(Hex.encode(EscrowRecord.encode(escrow))).isEqualTo(expected);
  }

  private static Escrow decode(byte[] bytes) {
    try {
      return EscrowRecord.decode("e", bytes);
    } catch (DecodeException e) {
      throw new AssertionError(e);
    }
  }

  private static Escrow randomEscrow(Random random) {
    List<ReleaseRule> rules = new ArrayList<>();
    ReleaseRule.By[] by = ReleaseRule.By.values();
    for (int i = 0; i <= random.nextInt(EscrowTerms.MAX_RULES); i++) {
      rules.add(new ReleaseRule("r" + i, by[random.nextInt(by.length)], random.nextInt(3)));
    }
    EscrowTerms terms =
        new EscrowTerms(
            ALICE.did(),
            BOB.did(),
            random.nextBoolean() ? Optional.of(CAROL.did()) : Optional.empty(),
            rules,
            new Tokens(random.nextLong(Tokens.MAX + 1)),
            random.nextLong(Long.MAX_VALUE),
            random.nextInt(2) * random.nextLong(Long.MAX_VALUE));
    long funded = random.nextLong(Tokens.MAX + 1);
    long released = random.nextLong(funded + 1);
    long refunded = random.nextLong(funded - released + 1);
    byte[] last = new byte[Hash.BYTES];
    random.nextBytes(last);
    return new Escrow(
        "e",
        terms,
        new Escrow.Sums(new Tokens(funded), new Tokens(released), new Tokens(refunded)),
        Hash.of(last));
  }
}
