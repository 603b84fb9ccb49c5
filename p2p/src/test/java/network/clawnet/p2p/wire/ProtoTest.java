package network.clawnet.p2p.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.Optional;
import network.clawnet.core.codec.DecodeException;
import network.clawnet.core.testing.Seeds;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProtoTest {
  private static ProtoReader reader(String hex) {
    return new ProtoReader(HexFormat.of().parseHex(hex));
  }

  /** The example of the protobuf encoding guide: field 1 is 150. */
  @Test
  void writesTheKnownForm() {
    assertThat(new ProtoWriter().varint(1, 150).toBytes()).isEqualTo(new byte[] {8, (byte) 150, 1});
    assertThat(new ProtoWriter().text(2, "testing").toBytes())
        .asHexString()
        .isEqualToIgnoringCase("120774657374696e67");
  }

  @Test
  void everyKindOfFieldReadsBack() throws DecodeException {
    byte[] message =
        new ProtoWriter(1)
            .varint(1, -1)
            .bool(2, true)
            .bytes(3, new byte[] {1, 2})
            .text(4, "é")
            .message(5, new ProtoWriter().varint(1, 7))
            .varint(536_870_911, Long.MAX_VALUE)
            .toBytes();
    ProtoReader in = new ProtoReader(message);

    assertThat(in.next()).isTrue();
    assertThat(in.varint()).isEqualTo(-1);
    assertThat(in.next()).isTrue();
    assertThat(in.bool()).isTrue();
    assertThat(in.next()).isTrue();
    assertThat(in.bytes(2)).containsExactly(1, 2);
    assertThat(in.next()).isTrue();
    assertThat(in.text(2)).isEqualTo("é");
    assertThat(in.next()).isTrue();
    ProtoReader inner = in.message(2);
    assertThat(inner.next()).isTrue();
    assertThat(inner.int32()).isEqualTo(7);
    assertThat(inner.next()).isFalse();
    assertThat(in.next()).isTrue();
    assertThat(in.field()).isEqualTo(536_870_911);
    assertThat(in.count()).isEqualTo(Long.MAX_VALUE);
    assertThat(in.next()).isFalse();
  }

  /** Fields 9 of every wire type, then field 1. */
  @Test
  void skipsUnknownFieldsOfEveryWireType() throws DecodeException {
    ProtoReader in = reader("48ac02" + "490102030405060708" + "4a03010203" + "4d01020304" + "0805");

    long last = 0;
    while (in.next()) {
      if (in.field() == 1) {
        last = in.varint();
      }
    }

    assertThat(last).isEqualTo(5);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "00", // field 0
        "0b", // group
        "0c", // end of group
        "0e", // unknown wire type
        "80808080" + "10" + "00", // field 2^29
        "08", // no value
        "0880", // varint cut short
        "088000", // not shortest
        "08ffffffffffffffffff02", // 65 bits
        "0a05010203", // longer than the message
        "0aff", // length cut short
        "0affffffffffffffffff01", // negative length
        "0901020304050607",
        "0d010203"
      })
  void refusesMalformedMessages(String hex) {
    assertThatThrownBy(
            () -> {
              ProtoReader in = reader(hex);
              while (in.next()) {
                // every value is skipped
              }
            })
        .isInstanceOf(DecodeException.class);
  }

  @Test
  void refusesOneByteMoreThanTheLimitBeforeItAllocates() throws DecodeException {
    ProtoReader in = reader("0a03010203");
    assertThat(in.next()).isTrue();
    assertThat(in.bytes(3)).hasSize(3);

    ProtoReader again = reader("0a03010203");
    assertThat(again.next()).isTrue();
    assertThatThrownBy(() -> again.bytes(2)).hasMessageContaining("limit of 2");
  }

  @Test
  void refusesAnotherWireTypeAndASecondReading() throws DecodeException {
    ProtoReader in = reader("0801");
    assertThat(in.next()).isTrue();
    assertThatThrownBy(() -> in.bytes(10)).hasMessageContaining("wire type");
    assertThat(in.varint()).isEqualTo(1);
    assertThatThrownBy(in::varint).hasMessageContaining("wire type");
  }

  @Test
  void refusesTextThatIsNotUtf8AndCountsBelowZero() throws DecodeException {
    ProtoReader in = reader("0a01ff" + "10ffffffffffffffffff01");
    assertThat(in.next()).isTrue();
    assertThatThrownBy(() -> in.text(1)).hasMessageContaining("UTF-8");
    assertThat(in.next()).isTrue();
    assertThatThrownBy(in::count).hasMessageContaining("out of range");
  }

  @Test
  void assemblesMessagesHoweverTheStreamIsSplit() {
    Seeds.forAll(
        200,
        random -> {
          byte[] first = new byte[random.nextInt(5_000)];
          byte[] second = new byte[random.nextInt(200)];
          random.nextBytes(first);
          random.nextBytes(second);
          ByteBuffer stream =
              ByteBuffer.wrap(new ProtoWriter().bytes(1, first).bytes(1, second).toPrefixed());
          MessageAssembler assembler = new MessageAssembler(6_000);

          Optional<byte[]> whole = Optional.empty();
          while (stream.hasRemaining()) {
            int chunk = Math.min(stream.remaining(), 1 + random.nextInt(50));
            assertThat(whole).isEmpty();
            whole = next(assembler, stream.slice(stream.position(), chunk));
            stream.position(stream.position() + chunk);
          }

          assertThat(whole).hasValue(new ProtoWriter().bytes(1, first).bytes(1, second).toBytes());
          assertThat(assembler.isBetweenMessages()).isTrue();
        });
  }

  @Test
  void assemblesSeveralMessagesOfOneBuffer() throws DecodeException {
    ByteBuffer in = ByteBuffer.wrap(new byte[] {1, 7, 0, 2, 8, 9, 3, 1});
    MessageAssembler assembler = new MessageAssembler(3);

    assertThat(assembler.next(in)).hasValue(new byte[] {7});
    assertThat(assembler.next(in)).hasValue(new byte[] {});
    assertThat(assembler.next(in)).hasValue(new byte[] {8, 9});
    assertThat(assembler.isBetweenMessages()).isTrue();
    assertThat(assembler.next(in)).isEmpty();
    assertThat(assembler.isBetweenMessages()).isFalse();
    assertThat(assembler.next(ByteBuffer.wrap(new byte[] {2, 3}))).hasValue(new byte[] {1, 2, 3});
  }

  @Test
  void refusesAMessageOneByteTooLongByItsLengthAlone() {
    assertThatThrownBy(() -> new MessageAssembler(3).next(ByteBuffer.wrap(new byte[] {4})))
        .isInstanceOf(DecodeException.class);
    assertThatThrownBy(() -> new MessageAssembler(3).next(ByteBuffer.wrap(new byte[] {-1})))
        .isInstanceOf(DecodeException.class);
    assertThatThrownBy(() -> new MessageAssembler(200).next(ByteBuffer.wrap(new byte[] {-1, 0})))
        .isInstanceOf(DecodeException.class);
  }

  private static Optional<byte[]> next(MessageAssembler assembler, ByteBuffer in) {
    try {
      return assembler.next(in);
    } catch (DecodeException e) {
      throw new AssertionError(e);
    }
  }
}
