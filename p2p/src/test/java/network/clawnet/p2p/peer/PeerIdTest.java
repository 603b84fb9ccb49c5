package network.clawnet.p2p.peer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import network.clawnet.core.codec.DecodeException;
import network.clawnet.core.codec.Hex;
import network.clawnet.core.crypto.PublicKey;
import org.junit.jupiter.api.Test;

class PeerIdTest {
  /** Key of the Ed25519 test vector of the libp2p peer-ids specification. */
  private static final String KEY =
      "1ed1e8fae2c4a144b8be8fd4b47bf3d3b34b871c3cacf6010f0e42d474fce27e";

  private static PeerId sample() throws DecodeException {
    return new PeerId(PublicKey.of(Hex.decode(KEY, PublicKey.BYTES)));
  }

  @Test
  void textStartsAsEveryEd25519PeerDoes() throws DecodeException {
    assertThat(sample().text()).startsWith("12D3KooW").hasSize(52);
  }

  @Test
  void textReadsBack() throws DecodeException {
    assertThat(PeerId.parse(sample().text())).isEqualTo(sample());
  }

  @Test
  void refusesTheIdOfAnotherKeyType() {
    assertThatThrownBy(() -> PeerId.parse("QmcgpsyWgH8Y8ajJz1Cu72KnS5uo2Aa2LpzU7kinSupNKC"))
        .isInstanceOf(DecodeException.class);
  }
}
