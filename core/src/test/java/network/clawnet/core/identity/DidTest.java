package network.clawnet.core.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import network.clawnet.core.codec.DecodeException;
import network.clawnet.core.codec.Hex;
import network.clawnet.core.crypto.PublicKey;
import org.junit.jupiter.api.Test;

class DidTest {
  /** Key and address of the earlier node's vectors; only its DID text differs from ours. */
  private static final String KEY =
      "79b5562e8fe654f94078b112e8a98ba7901f853ae695bed7e0e3910bad049664";

  private static final String ADDRESS = "claw1vbsq4Ykzba7ibBjHoxJuFdDe4pZfzbPAUJAfF76vF5h136XZL";

  private static Did sample() throws DecodeException {
    return new Did(PublicKey.of(Hex.decode(KEY, PublicKey.BYTES)));
  }

  @Test
  void textStartsAsTheSeedShowsIt() throws DecodeException {
    assertThat(sample().text()).startsWith("did:claw:z6Mk");
    assertThat(Did.parse(sample().text())).isEqualTo(sample());
  }

  @Test
  void addressIsThatOfTheEarlierNode() throws DecodeException {
    assertThat(Address.of(sample())).isEqualTo(ADDRESS);
    assertThat(Address.parse(ADDRESS)).isEqualTo(sample());
  }

  @Test
  void readsBothFormsWhereAnAccountIsExpected() throws DecodeException {
    assertThat(Address.parseAccount(ADDRESS)).isEqualTo(sample());
    assertThat(Address.parseAccount(sample().text())).isEqualTo(sample());
  }

  @Test
  void refusesEverySingleMistypedCharacterOfAnAddress() {
    for (int i = 4; i < ADDRESS.length(); i++) {
      char wrong = ADDRESS.charAt(i) == '2' ? '3' : '2';
      String mistyped = ADDRESS.substring(0, i) + wrong + ADDRESS.substring(i + 1);

      assertThatThrownBy(() -> Address.parse(mistyped)).isInstanceOf(DecodeException.class);
    }
  }

  @Test
  void explainsAPlaceholder() {
    assertThatThrownBy(() -> Address.parseAccount("{agent-id}"))
        .hasMessageContaining("placeholder");
  }

  @Test
  void refusesADidWithoutTheKeyPrefix() {
    assertThatThrownBy(() -> Did.parse("did:claw:z9C6hybhQ6Aycep9jaUnP6uL9ZYvDjUp1aSkFWPUFJtpj"))
        .isInstanceOf(DecodeException.class);
    assertThatThrownBy(() -> Did.parse("did:key:z6MkpTHR8VNsBxYAAWHut2Geadd9jSwuBV8xRoAnwWsdvktH"))
        .hasMessageContaining("did:claw");
  }
}
