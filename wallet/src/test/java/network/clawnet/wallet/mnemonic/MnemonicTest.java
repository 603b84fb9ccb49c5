package network.clawnet.wallet.mnemonic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import network.clawnet.core.crypto.SigningKey;
import network.clawnet.core.identity.Address;
import network.clawnet.core.identity.Did;
import network.clawnet.core.testing.Seeds;
import org.junit.jupiter.api.Test;

class MnemonicTest {
  private static final String ZEROS = "abandon ".repeat(23) + "art";

  /** Vectors of the reference implementation of BIP39. */
  @Test
  void holdsTheVectorsOfBip39() throws Exception {
    holds(0x00, ZEROS);
    holds(
        0x7f,
        "legal winner thank year wave sausage worth useful legal winner thank year wave sausage"
            + " worth useful legal winner thank year wave sausage worth title");
    holds(
        0x80,
        "letter advice cage absurd amount doctor acoustic avoid letter advice cage absurd amount"
            + " doctor acoustic avoid letter advice cage absurd amount doctor acoustic bless");
    holds(0xff, "zoo ".repeat(23) + "vote");
  }

  /** Computed apart from this program: PBKDF2 of BIP39, then SLIP-0010 m/44'/9527'/account'. */
  @Test
  void derivesAccountsByThePath() throws Exception {
    Mnemonic words = Mnemonic.parse(ZEROS);

    assertThat(HexFormat.of().formatHex(words.account(0).seed()))
        .isEqualTo("0dde778cec5ff8c7ffa4247fa17009b70e0adf0a574dbc1d18b9fa43902bb341");
    assertThat(HexFormat.of().formatHex(words.account(5).seed()))
        .isEqualTo("81b2a691bee0d755762c1cc03aff2050ae6693b4eb02f135a9cd4af6ae3c9bae");
    Did did = new Did(words.account(0).publicKey());
    assertThat(did).hasToString("did:claw:z6MkpECpbvkTha4Lojag59Yc1QF3GeocsMrtmy5xtAVvWY8y");
    assertThat(Address.of(did))
        .isEqualTo("claw126xtJ3xfy7m9DqNXGcGWJVSsuppXMSHR2GxLJWDY4FvhFu1yth");
    assertThatThrownBy(() -> words.account(-1)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void readsWhatAPersonTypes() throws Exception {
    String typed = "\u3000 " + ZEROS.replace(" ", " \t\n").replace("abandon", "Abandon") + " \r\n";

    assertThat(Mnemonic.parse(typed).entropy()).isEqualTo(new byte[32]);
  }

  @Test
  void everyEntropyComesBackFromItsWords() {
    Seeds.forAll(
        100,
        random -> {
          Mnemonic words = Mnemonic.create(random::nextBytes);
          try {
            Mnemonic read = Mnemonic.parse(String.join(" ", words.words()));
            assertThat(read.entropy()).isEqualTo(words.entropy());
          } catch (MnemonicException e) {
            throw new AssertionError(e);
          }
        });
  }

  @Test
  void namesThePositionOfAnUnknownWordAndNoWord() {
    for (int position : new int[] {1, 12, 24}) {
      List<String> words = new ArrayList<>(List.of(ZEROS.split(" ")));
      words.set(position - 1, "clawnet");
      MnemonicException fault = fault(String.join(" ", words));

      assertThat(fault.code()).isEqualTo(MnemonicException.Code.UNKNOWN_WORD);
      assertThat(fault.position()).isEqualTo(position);
      assertThat(fault)
          .hasMessageStartingWith("word " + position + " is not")
          .hasMessageNotContainingAny("clawnet", "abandon");
    }
  }

  @Test
  void refusesEveryOtherNumberOfWords() {
    for (int count : new int[] {0, 1, 12, 23, 25}) {
      MnemonicException fault = fault(String.join(" ", Collections.nCopies(count, "abandon")));

      assertThat(fault.code()).isEqualTo(MnemonicException.Code.WORD_COUNT);
      assertThat(fault).hasMessageEndingWith("these are " + count);
    }
  }

  @Test
  void tellsAWrongChecksumFromAnUnknownWord() {
    MnemonicException fault = fault("abandon ".repeat(24));

    assertThat(fault.code()).isEqualTo(MnemonicException.Code.CHECKSUM);
    assertThat(fault.position()).isZero();
    assertThat(fault).hasMessageNotContaining("abandon");
  }

  @Test
  void hidesItsWordsAndForgetsThem() throws Exception {
    Mnemonic words = Mnemonic.parse("zoo ".repeat(23) + "vote");

    assertThat(words).hasToString("Mnemonic[24 words]");
    words.close();
    assertThat(words.entropy()).containsOnly(0);
  }

  private static void holds(int filling, String text) throws MnemonicException {
    byte[] entropy = new byte[Mnemonic.ENTROPY_BYTES];
    Arrays.fill(entropy, (byte) filling);

    assertThat(Mnemonic.of(entropy).words()).containsExactly(text.split(" "));
    assertThat(Mnemonic.parse(text).entropy()).isEqualTo(entropy);
    assertThat(Mnemonic.parse(text).account(0).seed()).hasSize(SigningKey.BYTES);
  }

  private static MnemonicException fault(String text) {
    return catchThrowableOfType(MnemonicException.class, () -> Mnemonic.parse(text));
  }
}
