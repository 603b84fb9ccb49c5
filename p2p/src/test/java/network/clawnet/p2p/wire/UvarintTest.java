package network.clawnet.p2p.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.util.HexFormat;
import network.clawnet.core.codec.DecodeException;
import network.clawnet.core.testing.Seeds;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UvarintTest {
  private static ByteBuffer hex(String hex) {
    return ByteBuffer.wrap(HexFormat.of().parseHex(hex));
  }

  @ParameterizedTest
  @CsvSource({
    "0,00",
    "1,01",
    "127,7f",
    "128,8001",
    "255,ff01",
    "300,ac02",
    "16383,ff7f",
    "16384,808001",
    "9223372036854775807,ffffffffffffffff7f"
  })
  void formIsTheKnownOne(long value, String hex) throws DecodeException {
    assertThat(Uvarint.encode(value)).isEqualTo(hex(hex).array());
    assertThat(Uvarint.read(hex(hex))).isEqualTo(value);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "80", "ff", "8000", "ff00", "80808080808080808001"})
  void refusesWhatIsCutShortTooLongOrNotShortest(String hex) {
    assertThatThrownBy(() -> Uvarint.read(hex(hex))).isInstanceOf(DecodeException.class);
  }

  @Test
  void aLengthMayReachItsLimitButNotPassIt() throws DecodeException {
    assertThat(Uvarint.readLength(hex("ac02"), 300)).isEqualTo(300);
    assertThatThrownBy(() -> Uvarint.readLength(hex("ac02"), 299))
        .hasMessageContaining("limit of 299");
    assertThatThrownBy(() -> Uvarint.readLength(hex("ffffffffffffffff7f"), Integer.MAX_VALUE))
        .isInstanceOf(DecodeException.class);
  }

  @Test
  void everyValueReadsBackAndTakesItsSize() {
    Seeds.forAll(
        500,
        random -> {
          long value = random.nextLong() >>> 1 >>> random.nextInt(63);
          byte[] bytes = Uvarint.encode(value);

          assertThat(bytes).hasSize(Uvarint.size(value));
          assertThat(read(bytes)).isEqualTo(value);
        });
  }

  private static long read(byte[] bytes) {
    try {
      return Uvarint.read(ByteBuffer.wrap(bytes));
    } catch (DecodeException e) {
      throw new AssertionError(e);
    }
  }
}
