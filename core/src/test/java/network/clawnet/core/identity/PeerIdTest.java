package network.clawnet.core.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.HexFormat;
import network.clawnet.core.codec.DecodeException;
import network.clawnet.core.crypto.PublicKey;
import network.clawnet.core.crypto.SigningKey;
import network.clawnet.core.testing.Seeds;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PeerIdTest {
  private static final PublicKey KEY = SigningKey.of(repeated(1)).publicKey();
  private static final String TEXT = "12D3KooWK99VoVxNE7XzyBwXEzW7xhK7Gpv85r9F3V3fyKSUKPH5";

  private static byte[] repeated(int value) {
    byte[] seed = new byte[SigningKey.BYTES];
    Arrays.fill(seed, (byte) value);
    return seed;
  }

  /** Vectors of the specification and of js-libp2p: multihash of the key, text. */
  @ParameterizedTest
  @CsvSource({
    "0024080112201ed1e8fae2c4a144b8be8fd4b47bf3d3b34b871c3cacf6010f0e42d474fce27e,"
        + "12D3KooWBtg3aaRMjxwedh83aGiUkwSxDwUZkzuJcfaqUmo7R3pq",
    "002508021221037777e994e452c21604f91de093ce415f5432f701dd8cd1a7a6fea0e630bfca99,"
        + "16Uiu2HAmLhLvBoYaoZfaMUKuibM6ac163GwKY74c5kiSLg5KvLpY",
    "1220d52ebb89d85b02a284948203a62ff28389c57c9f42beec4ec20db76a68911c0b,"
        + "QmcgpsyWgH8Y8ajJz1Cu72KnS5uo2Aa2LpzU7kinSupNKC",
  })
  void textAndMultihashAreTheKnownOnes(String multihash, String text) throws DecodeException {
    PeerId id = PeerId.ofMultihash(HexFormat.of().parseHex(multihash));

    assertThat(id.text()).isEqualTo(text);
    assertThat(PeerId.parse(text)).isEqualTo(id);
  }

  @Test
  void anEd25519IdHoldsItsKey() throws DecodeException {
    PeerId id = PeerId.of(KEY);

    assertThat(id.text()).isEqualTo(TEXT);
    assertThat(id.ed25519()).contains(KEY);
    assertThat(PeerId.parse("QmcgpsyWgH8Y8ajJz1Cu72KnS5uo2Aa2LpzU7kinSupNKC").ed25519()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        TEXT,
        "k51qzi5uqu5djmw2yvf8kk5cdjc1ddc00o4d5sjwi6f79xzcay9j3gkddw5uu4",
        "bafzaajaiaejcbcui4poxicprsx6vfwznhs5f24wkm4e36hmucin7g5eiag2a6324"
      })
  void readsEveryTextOfOneId(String text) throws DecodeException {
    assertThat(PeerId.parse(text)).isEqualTo(PeerId.of(KEY)).hasSameHashCodeAs(PeerId.of(KEY));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "1",
        "12D3KooW",
        "12D3KooWK99VoVxNE7XzyBwXEzW7xhK7Gpv85r9F3V3fyKSUKPH",
        "12D3KooWK99VoVxNE7XzyBwXEzW7xhK7Gpv85r9F3V3fyKSUKPH0",
        "k051qzi5uqu5djmw2yvf8kk5cdjc1ddc00o4d5sjwi6f79xzcay9j3gkddw5uu4",
        "k-51qzi5uqu5djmw2yvf8kk5cdjc1ddc00o4d5sjwi6f79xzcay9j3gkddw5uu4",
        "K51qzi5uqu5djmw2yvf8kk5cdjc1ddc00o4d5sjwi6f79xzcay9j3gkddw5uu4",
        "bafybeigdyrzt5sfp7udm7hu76uh7y26nf3efuylqabf3oclgtqy55fbzdi",
        "bafzaajaiaejcbcui4poxicprsx6vfwznhs5f24wkm4e36hmucin7g5eiag2a632",
        "xyz"
      })
  void refusesWhatIsNoPeerId(String text) {
    assertThatThrownBy(() -> PeerId.parse(text)).isInstanceOf(DecodeException.class);
  }

  @Test
  void takesTwoTo64BytesWithTheirTrueLength() throws DecodeException {
    byte[] longest = new byte[PeerId.MAX_BYTES];
    longest[1] = PeerId.MAX_BYTES - 2;
    byte[] longer = new byte[PeerId.MAX_BYTES + 1];
    longer[1] = PeerId.MAX_BYTES - 1;

    assertThat(PeerId.ofMultihash(longest).multihash()).isEqualTo(longest);
    assertThat(PeerId.ofMultihash(new byte[2]).multihash()).hasSize(2);
    assertThatThrownBy(() -> PeerId.ofMultihash(longer)).isInstanceOf(DecodeException.class);
    assertThatThrownBy(() -> PeerId.ofMultihash(new byte[1])).isInstanceOf(DecodeException.class);
    assertThatThrownBy(() -> PeerId.ofMultihash(new byte[34])).isInstanceOf(DecodeException.class);
  }

  @Test
  void takesOnlyTheTwoFunctionsThatNamePeers() throws DecodeException {
    byte[] sha256 = new byte[34];
    sha256[0] = 0x12;
    sha256[1] = 32;
    byte[] sha1 = sha256.clone();
    sha1[0] = 0x11;
    byte[] shortened = new byte[33];
    shortened[0] = 0x12;
    shortened[1] = 31;

    assertThat(PeerId.parse(PeerId.ofMultihash(sha256).text()).multihash()).isEqualTo(sha256);
    assertThatThrownBy(() -> PeerId.ofMultihash(sha1)).isInstanceOf(DecodeException.class);
    assertThatThrownBy(() -> PeerId.ofMultihash(shortened)).isInstanceOf(DecodeException.class);
  }

  @Test
  void orderIsThatOfUnsignedBytes() throws DecodeException {
    PeerId low = PeerId.ofMultihash(new byte[] {0, 1, 0x7f});
    PeerId high = PeerId.ofMultihash(new byte[] {0, 1, (byte) 0x80});

    assertThat(low).isLessThan(high).isNotEqualTo(high);
  }

  @Test
  void everyIdReadsBack() {
    Seeds.forAll(
        300,
        random -> {
          byte[] bytes = new byte[2 + random.nextInt(PeerId.MAX_BYTES - 1)];
          random.nextBytes(bytes);
          bytes[0] = 0;
          bytes[1] = (byte) (bytes.length - 2);

          assertThat(readBack(bytes)).isEqualTo(bytes);
        });
  }

  private static byte[] readBack(byte[] multihash) {
    try {
      return PeerId.parse(PeerId.ofMultihash(multihash).text()).multihash();
    } catch (DecodeException e) {
      throw new AssertionError(e);
    }
  }
}
