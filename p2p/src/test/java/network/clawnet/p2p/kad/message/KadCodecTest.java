package network.clawnet.p2p.kad.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import network.clawnet.core.codec.DecodeException;
import network.clawnet.core.crypto.PublicKey;
import network.clawnet.core.identity.PeerId;
import network.clawnet.core.testing.Seeds;
import network.clawnet.p2p.multiaddr.Multiaddr;
import network.clawnet.p2p.wire.ProtoWriter;
import org.junit.jupiter.api.Test;

final class KadCodecTest {
  private static byte[] bytes(String hex) {
    return HexFormat.of().parseHex(hex);
  }

  private static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(bytes);
  }

  private static KadPeer peer(Random random, int addrs) throws DecodeException {
    byte[] key = new byte[PublicKey.BYTES];
    random.nextBytes(key);
    List<Multiaddr> list = new ArrayList<>();
    for (int i = 0; i < addrs; i++) {
      list.add(Multiaddr.parse("/ip4/1.2.3." + random.nextInt(256) + "/tcp/" + (4001 + i)));
    }
    return new KadPeer(PeerId.of(PublicKey.of(key)), list, Reachability.CAN_CONNECT);
  }

  @Test
  void writesTheRequestAsGoDoes() {
    byte[] key = bytes("1220" + "ab".repeat(32));

    byte[] written = KadCodec.encode(KadMessage.ask(MessageType.FIND_NODE, key));

    assertThat(hex(written)).isEqualTo("0804" + "1222" + hex(key));
  }

  @Test
  void writesAProviderWithItsAddressAndHint() throws DecodeException {
    PeerId id = PeerId.ofMultihash(bytes("0001aa"));
    Multiaddr addr = Multiaddr.parse("/ip4/127.0.0.1/tcp/4001");
    KadPeer self = new KadPeer(id, List.of(addr), Reachability.CONNECTED);

    byte[] written = KadCodec.encode(KadMessage.provide(new byte[] {7}, self));

    assertThat(hex(written))
        .isEqualTo("0802" + "120107" + "4a11" + "0a030001aa" + "1208047f000001060fa1" + "1801");
  }

  @Test
  void writesARecordInFieldThree() {
    KadRecord item =
        new KadRecord(
            "/v/a".getBytes(StandardCharsets.UTF_8), new byte[] {1}, "2026-01-01T00:00:00Z");

    byte[] written = KadCodec.encode(KadMessage.put(item));

    assertThat(hex(written))
        .isEqualTo(
            "12042f762f61"
                + "1a1f"
                + "0a042f762f61"
                + "120101"
                + "2a14"
                + hex("2026-01-01T00:00:00Z".getBytes(StandardCharsets.UTF_8)));
  }

  @Test
  void readsBackWhateverItWrote() {
    Seeds.forAll(
        100,
        random -> {
          try {
            KadMessage message = sample(random);
            byte[] written = KadCodec.encode(message);
            assertThat(KadCodec.encode(KadCodec.decode(written))).isEqualTo(written);
          } catch (DecodeException e) {
            throw new AssertionError(e);
          }
        });
  }

  private static KadMessage sample(Random random) throws DecodeException {
    byte[] key = new byte[1 + random.nextInt(KadCodec.MAX_KEY_BYTES)];
    random.nextBytes(key);
    List<KadPeer> closer = new ArrayList<>();
    for (int i = random.nextInt(5); i > 0; i--) {
      closer.add(peer(random, random.nextInt(KadCodec.MAX_ADDRS + 1)));
    }
    List<MessageType> types = List.of(MessageType.values());
    MessageType type = types.get(random.nextInt(types.size()));
    Optional<KadRecord> item =
        random.nextBoolean()
            ? Optional.of(new KadRecord(key, new byte[random.nextInt(1000)], "now"))
            : Optional.empty();
    return new KadMessage(type, key, item, closer, closer);
  }

  @Test
  void mutatedBytesAreReadOrRefusedAndNothingElse() {
    Seeds.forAll(
        2000,
        random -> {
          try {
            byte[] written = KadCodec.encode(sample(random));
            for (int i = 1 + random.nextInt(4); i > 0; i--) {
              written[random.nextInt(Math.min(80, written.length))] = (byte) random.nextInt();
            }
            KadMessage read = KadCodec.decode(written);
            assertThat(read.key().length).isLessThanOrEqualTo(KadCodec.MAX_KEY_BYTES);
            assertThat(read.closer().size()).isLessThanOrEqualTo(KadCodec.MAX_PEERS);
          } catch (DecodeException e) {
            assertThat(e.getMessage()).isNotEmpty();
          }
        });
  }

  @Test
  void takesAKeyOfTheLimitAndRefusesOneByteMore() throws DecodeException {
    byte[] most = KadCodec.encode(KadMessage.ask(MessageType.GET_VALUE, new byte[1024]));
    byte[] more = KadCodec.encode(KadMessage.ask(MessageType.GET_VALUE, new byte[1025]));

    assertThat(KadCodec.decode(most).key()).hasSize(1024);
    assertThatThrownBy(() -> KadCodec.decode(more)).isInstanceOf(DecodeException.class);
  }

  @Test
  void takesAValueOfTheLimitAndRefusesOneByteMore() throws DecodeException {
    byte[] most = KadCodec.encode(KadMessage.put(new KadRecord(new byte[1], new byte[65_536])));
    byte[] more = KadCodec.encode(KadMessage.put(new KadRecord(new byte[1], new byte[65_537])));

    assertThat(KadCodec.decode(most).stored()).isPresent();
    assertThatThrownBy(() -> KadCodec.decode(more)).isInstanceOf(DecodeException.class);
  }

  @Test
  void readsNoMorePeersAndAddressesThanItNeeds() throws DecodeException {
    ProtoWriter out = new ProtoWriter().varint(1, MessageType.FIND_NODE.number());
    for (int i = 0; i < 500; i++) {
      ProtoWriter one = new ProtoWriter().bytes(1, new byte[] {0, 1, (byte) i});
      for (int a = 0; a < 12; a++) {
        one.bytes(2, bytes("047f000001060fa1"));
      }
      out.message(8, one);
    }

    KadMessage read = KadCodec.decode(out.toBytes());

    assertThat(read.closer()).hasSize(KadCodec.MAX_PEERS);
    assertThat(read.closer().get(0).addrs()).hasSize(KadCodec.MAX_ADDRS);
  }

  @Test
  void leavesOutWhatItCannotNameAndKeepsTheRest() throws DecodeException {
    ProtoWriter nobody = new ProtoWriter().bytes(1, new byte[] {0x12});
    ProtoWriter known =
        new ProtoWriter()
            .bytes(1, new byte[] {0, 1, 5})
            .bytes(2, bytes("ffff7f0102"))
            .bytes(2, bytes("047f000001060fa1"))
            .varint(3, 99);
    byte[] written =
        new ProtoWriter()
            .varint(1, 4)
            .varint(10, 3)
            .text(77, "new field")
            .message(8, nobody)
            .message(8, known)
            .toBytes();

    KadMessage read = KadCodec.decode(written);

    assertThat(read.closer())
        .containsExactly(
            new KadPeer(
                PeerId.ofMultihash(new byte[] {0, 1, 5}),
                List.of(Multiaddr.parse("/ip4/127.0.0.1/tcp/4001"))));
  }

  @Test
  void refusesATypeOfTheFuture() {
    assertThatThrownBy(() -> KadCodec.decode(bytes("0806"))).isInstanceOf(DecodeException.class);
    assertThatThrownBy(() -> KadCodec.decode(bytes("08ffffffffffffffffff01")))
        .isInstanceOf(DecodeException.class);
  }

  @Test
  void answersFitIntoSixteenKib() throws DecodeException {
    Random random = new Random(1);
    List<KadPeer> many = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      many.add(peer(random, KadCodec.MAX_ADDRS));
    }
    KadMessage large =
        new KadMessage(MessageType.GET_PROVIDERS, new byte[34], Optional.empty(), many, many);

    KadMessage fitted = KadCodec.fit(large);

    assertThat(KadCodec.encode(fitted).length).isBetween(14_500, KadCodec.MAX_ANSWER_BYTES);
    assertThat(fitted.providers()).isNotEmpty();
  }
}
