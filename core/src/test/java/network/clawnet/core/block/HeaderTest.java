package network.clawnet.core.block;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import network.clawnet.core.codec.DecodeException;
import network.clawnet.core.codec.Hex;
import network.clawnet.core.crypto.Hash;
import org.junit.jupiter.api.Test;

class HeaderTest {
  private static final int FLAGS_AT = 100;

  static Header header(List<byte[]> events) {
    return new Header(
        hash("chain"),
        new Slot(1, 2, 3, 4),
        hash("parent"),
        1_700_000_000_000L,
        hash("set"),
        BodyDigest.of(events),
        new Outcome(true, hash("receipts"), hash("state"), hash("next")));
  }

  private static Hash hash(String text) {
    return Hash.sha256(text.getBytes(StandardCharsets.US_ASCII));
  }

  @Test
  void readsBackWhatItWrote() throws DecodeException {
    Header header = header(List.of(new byte[] {1}));

    assertThat(header.encode()).hasSize(Header.BYTES);
    assertThat(Header.decode(header.encode())).isEqualTo(header);
    assertThat(Header.decode(header.encode()).hash()).isEqualTo(header.hash());
  }

  @Test
  void hasAFrozenFormAndHash() {
    byte[] bytes = header(List.of()).encode();

    assertThat(Hex.encode(bytes)).startsWith("0001" + hash("chain").hex() + "0000000000000001");
    assertThat(header(List.of()).hash().hex())
        .isEqualTo("8a0342929111254e95d336cc4b333bba7c0c0f0e2a78a10a9bfbcbe86e60de4b");
  }

  @Test
  void refusesForeignVersionsFlagsAndSizes() {
    byte[] good = header(List.of()).encode();
    byte[] version = good.clone();
    version[1] = 2;
    byte[] flags = good.clone();
    flags[FLAGS_AT] = 2;
    byte[] negative = good.clone();
    negative[34] = (byte) 0x80;

    for (byte[] bad :
        List.of(version, flags, negative, Arrays.copyOf(good, 268), Arrays.copyOf(good, 270))) {
      assertThatThrownBy(() -> Header.decode(bad)).isInstanceOf(DecodeException.class);
    }
  }

  @Test
  void everyBitCounts() throws DecodeException {
    Header header = header(List.of());
    byte[] good = header.encode();
    for (int bit = 0; bit < good.length * 8; bit++) {
      byte[] other = good.clone();
      other[bit / 8] ^= (byte) (1 << bit % 8);
      try {
        Header read = Header.decode(other);
        assertThat(read.encode()).isEqualTo(other);
        assertThat(read.hash()).isNotEqualTo(header.hash());
      } catch (DecodeException e) {
        assertThat(e).hasMessageNotContaining("null");
      }
    }
  }
}
