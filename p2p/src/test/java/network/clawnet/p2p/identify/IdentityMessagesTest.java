package network.clawnet.p2p.identify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import network.clawnet.core.codec.DecodeException;
import network.clawnet.core.testing.Seeds;
import network.clawnet.p2p.multiaddr.Multiaddr;
import network.clawnet.p2p.wire.ProtoWriter;
import org.junit.jupiter.api.Test;

final class IdentityMessagesTest {
  private static final Multiaddr ADDRESS = address(1);

  private static Multiaddr address(int number) {
    try {
      return Multiaddr.parse("/ip4/10.0." + (number >> 8) + "." + (number & 255) + "/tcp/4001");
    } catch (DecodeException e) {
      throw new IllegalArgumentException(e);
    }
  }

  private static Identity identity(List<String> protocols, int recordBytes) {
    return new Identity(
        Optional.of(new byte[] {8, 1, 18, 1, 7}),
        List.of(ADDRESS),
        protocols,
        Optional.of(address(2)),
        Optional.of("net/1"),
        Optional.of("clawnet/1"),
        Optional.of(new byte[recordBytes]));
  }

  private static Identity read(List<byte[]> messages) throws DecodeException {
    IdentityReader reader = new IdentityReader();
    for (byte[] message : messages) {
      reader.read(ByteBuffer.wrap(message));
    }
    return reader.finish();
  }

  private static void same(Identity read, Identity written) {
    assertThat(read.addresses()).isEqualTo(written.addresses());
    assertThat(read.protocols()).isEqualTo(written.protocols());
    assertThat(read.observed()).isEqualTo(written.observed());
    assertThat(read.protocolVersion()).isEqualTo(written.protocolVersion());
    assertThat(read.agent()).isEqualTo(written.agent());
    assertThat(read.publicKey().orElseThrow()).isEqualTo(written.publicKey().orElseThrow());
    assertThat(read.signedRecord().orElseThrow()).isEqualTo(written.signedRecord().orElseThrow());
  }

  @Test
  void readsWhatItWrites() throws DecodeException {
    Identity small = identity(List.of("/a", "/b"), 100);

    assertThat(IdentityWriter.messages(small)).hasSize(1);
    same(read(IdentityWriter.messages(small)), small);
  }

  @Test
  void sendsTheRecordApartWhenAllWouldBeTooLong() throws DecodeException {
    Identity large = identity(List.of("/a"), 2_000);

    List<byte[]> messages = IdentityWriter.messages(large);

    assertThat(messages).hasSize(2);
    same(read(messages), large);
  }

  @Test
  void sendsNoMessageThatRustWouldNotRead() throws DecodeException {
    List<String> many =
        IntStream.range(0, 200).mapToObj(i -> "/protocol/" + "x".repeat(40) + i).toList();
    Identity large = identity(many, 500);

    List<byte[]> messages = IdentityWriter.messages(large);

    assertThat(messages)
        .allSatisfy(
            it -> assertThat(it).hasSizeLessThanOrEqualTo(IdentifyLimits.MAX_SENT_BYTES + 2));
    same(read(messages), large);
  }

  @Test
  void readsOneByteAtATime() throws DecodeException {
    Identity identity = identity(List.of("/a", "/b"), 2_000);
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    IdentityWriter.messages(identity).forEach(all::writeBytes);
    IdentityReader reader = new IdentityReader();
    for (byte b : all.toByteArray()) {
      reader.read(ByteBuffer.wrap(new byte[] {b}));
    }

    same(reader.finish(), identity);
  }

  @Test
  void toleratesWhatItDoesNotKnow() throws DecodeException {
    byte[] strange =
        new ProtoWriter()
            .bytes(7, new byte[] {1, 2, 3})
            .varint(99, 5)
            .bytes(2, new byte[] {(byte) 0xff, (byte) 0xff, 0x7f, 1})
            .text(3, "/a")
            .toPrefixed();

    Identity read = read(List.of(strange));

    assertThat(read.protocols()).containsExactly("/a");
    assertThat(read.addresses()).isEmpty();
  }

  @Test
  void mergesListsAndOverwritesSingleFields() throws DecodeException {
    byte[] first = new ProtoWriter().text(3, "/a").text(6, "old").text(5, "x").toPrefixed();
    byte[] second = new ProtoWriter().text(3, "/b").text(6, "new").toPrefixed();

    Identity read = read(List.of(first, second));

    assertThat(read.protocols()).containsExactly("/a", "/b");
    assertThat(read.agent()).hasValue("new");
    assertThat(read.protocolVersion()).hasValue("x");
  }

  @Test
  void refusesOneByteTooMany() throws DecodeException {
    int most = IdentifyLimits.MAX_MESSAGE_BYTES;
    byte[] fits = new ProtoWriter().bytes(7, new byte[most - 3]).toPrefixed();
    byte[] over = new ProtoWriter().bytes(7, new byte[most - 2]).toPrefixed();

    assertThat(read(List.of(fits)).protocols()).isEmpty();
    assertThatThrownBy(() -> read(List.of(over))).isInstanceOf(DecodeException.class);
  }

  @Test
  void refusesOneMessageTooMany() throws DecodeException {
    byte[] message = new ProtoWriter().text(3, "/a").toPrefixed();
    List<byte[]> ten = IntStream.range(0, 10).mapToObj(i -> message).toList();
    List<byte[]> eleven = IntStream.range(0, 11).mapToObj(i -> message).toList();

    assertThat(read(ten).protocols()).containsExactly("/a");
    assertThatThrownBy(() -> read(eleven)).isInstanceOf(DecodeException.class);
  }

  @Test
  void refusesSilenceAndAMessageCutShort() {
    byte[] message = new ProtoWriter().text(3, "/a").toPrefixed();

    assertThatThrownBy(() -> read(List.of())).isInstanceOf(DecodeException.class);
    assertThatThrownBy(() -> read(List.of(java.util.Arrays.copyOf(message, 3))))
        .isInstanceOf(DecodeException.class);
  }

  @Test
  void keepsBoundedlyMany() throws DecodeException {
    ProtoWriter addresses = new ProtoWriter();
    for (int i = 0; i <= IdentifyLimits.MAX_ADDRESSES; i++) {
      addresses.bytes(2, address(i).bytes());
    }
    ProtoWriter protocols = new ProtoWriter();
    for (int i = 0; i <= IdentifyLimits.MAX_PROTOCOLS; i++) {
      protocols.text(3, "/" + i);
    }
    String most = "x".repeat(IdentifyLimits.MAX_PROTOCOL_BYTES);
    byte[] names = new ProtoWriter().text(3, most).text(3, most + "x").toPrefixed();

    assertThat(read(List.of(addresses.toPrefixed())).addresses())
        .hasSize(IdentifyLimits.MAX_ADDRESSES);
    assertThat(read(List.of(protocols.toPrefixed())).protocols())
        .hasSize(IdentifyLimits.MAX_PROTOCOLS);
    assertThat(read(List.of(names)).protocols()).containsExactly(most);
  }

  @Test
  void cutsAndCleansTheAgent() throws DecodeException {
    byte[] message = new ProtoWriter().text(6, "\u001b[31m" + "é".repeat(200)).toPrefixed();

    assertThat(read(List.of(message)).agent()).hasValue("[31m" + "é".repeat(124));
  }

  @Test
  void survivesAnyBytes() {
    Seeds.forAll(
        500,
        random -> {
          byte[] noise = new byte[random.nextInt(300)];
          random.nextBytes(noise);
          try {
            assertThat(read(List.of(noise)).addresses()).isNotNull();
          } catch (DecodeException e) {
            assertThat(e).hasMessageNotContaining("null");
          }
        });
  }

  @Test
  void readsTenPushesInABurstAndThenOneEveryFiveSeconds() {
    PushPace pace = new PushPace(0);
    for (int i = 0; i < 10; i++) {
      assertThat(pace.take(0)).isTrue();
    }

    assertThat(pace.take(4_999)).isFalse();
    assertThat(pace.take(5_000)).isTrue();
    assertThat(pace.take(5_001)).isFalse();
    for (int i = 0; i < 10; i++) {
      assertThat(pace.take(1_000_000)).isTrue();
    }
    assertThat(pace.take(1_000_000)).isFalse();
  }
}
