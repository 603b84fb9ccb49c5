package network.clawnet.p2p.gossip.rpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.IntStream;
import network.clawnet.core.codec.DecodeException;
import network.clawnet.core.crypto.PublicKey;
import network.clawnet.core.identity.PeerId;
import network.clawnet.core.testing.Seeds;
import network.clawnet.p2p.wire.ProtoWriter;
import org.junit.jupiter.api.Test;

final class RpcCodecTest {
  private static final PeerId PEER = PeerId.of(PublicKey.of(new byte[32]));

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static List<MessageId> ids(int count, int size) {
    return IntStream.range(0, count)
        .mapToObj(
            i -> {
              byte[] id = new byte[size];
              id[0] = (byte) i;
              id[1] = (byte) (i >> 8);
              return MessageId.of(id);
            })
        .toList();
  }

  private static Control control(Rpc... rpcs) throws DecodeException {
    List<Control.Have> have = new ArrayList<>();
    List<MessageId> want = new ArrayList<>();
    List<String> graft = new ArrayList<>();
    List<Control.Prune> prune = new ArrayList<>();
    List<MessageId> dontWant = new ArrayList<>();
    for (Rpc rpc : rpcs) {
      for (byte[] bytes : RpcEncoder.encode(rpc)) {
        assertThat(bytes).hasSizeLessThanOrEqualTo(RpcLimits.OUR_CONTROL_BYTES);
        Control control = RpcDecoder.decode(bytes).control();
        have.addAll(control.have());
        want.addAll(control.want());
        graft.addAll(control.graft());
        prune.addAll(control.prune());
        dontWant.addAll(control.dontWant());
      }
    }
    return new Control(have, want, graft, prune, dontWant);
  }

  @Test
  void writesTheBytesThatOthersWrite() {
    assertThat(RpcEncoder.encode(Rpc.of(List.of(new Rpc.Subscription("t", true)))))
        .singleElement()
        .isEqualTo(HexFormat.of().parseHex("0a050801120174"));
    Control graft = new Control(List.of(), List.of(), List.of("t"), List.of(), List.of());
    assertThat(RpcEncoder.encode(Rpc.of(graft)))
        .singleElement()
        .isEqualTo(HexFormat.of().parseHex("1a051a030a0174"));
  }

  @Test
  void readsWhatItWrites() throws DecodeException {
    Control all =
        new Control(
            List.of(new Control.Have("a", ids(3, 46)), new Control.Have("b", ids(2, 20))),
            ids(4, 32),
            List.of("g", "h"),
            List.of(
                new Control.Prune(
                    "p", List.of(new Control.Suggestion(PEER, new byte[] {1, 2})), 60),
                new Control.Prune("q", List.of(), 0)),
            ids(5, 32));

    Control read = control(Rpc.of(all));

    assertThat(read).usingRecursiveComparison().isEqualTo(all);
  }

  @Test
  void splitsWhatRustWouldRefuse() throws DecodeException {
    Control large =
        new Control(
            List.of(new Control.Have("topic", ids(2400, 46))),
            ids(5000, 46),
            List.of("g"),
            List.of(),
            ids(1000, 46));

    assertThat(RpcEncoder.encode(Rpc.of(large))).hasSizeGreaterThan(20);
    Control read = control(Rpc.of(large));

    assertThat(read.have().stream().flatMap(it -> it.ids().stream()))
        .containsExactlyElementsOf(ids(2400, 46));
    assertThat(read.want()).isEqualTo(large.want());
    assertThat(read.dontWant()).isEqualTo(large.dontWant());
    assertThat(read.graft()).containsExactly("g");
  }

  @Test
  void splitsManySubscriptions() throws DecodeException {
    List<Rpc.Subscription> many =
        IntStream.range(0, 400)
            .mapToObj(i -> new Rpc.Subscription("t".repeat(200) + i, i % 2 == 0))
            .toList();

    List<Rpc.Subscription> read = new ArrayList<>();
    List<byte[]> rpcs = RpcEncoder.encode(Rpc.of(many));
    for (byte[] rpc : rpcs) {
      assertThat(rpc).hasSizeLessThanOrEqualTo(RpcLimits.OUR_CONTROL_BYTES);
      read.addAll(RpcDecoder.decode(rpc).subscriptions());
    }

    assertThat(rpcs).hasSize(6);
    assertThat(read).isEqualTo(many);
  }

  @Test
  void carriesAMessageOnce() throws DecodeException {
    Message message = Message.anonymous("t", utf8("hello"));

    Rpc read = RpcDecoder.decode(message.rpc());

    assertThat(RpcEncoder.encode(Rpc.of(message))).containsExactly(message.rpc());
    assertThat(read.messages()).singleElement().matches(message::sameBytes);
    assertThat(read.messages().get(0).content()).isEqualTo(utf8("hello"));
    assertThat(read.messages().get(0).topic()).isEqualTo("t");
  }

  @Test
  void leavesUnknownFieldsOutOfWhatItPassesOn() throws DecodeException {
    ProtoWriter inner = new ProtoWriter().text(4, "t").varint(99, 7).bytes(2, utf8("x"));
    byte[] rpc = new ProtoWriter().varint(50, 1).message(2, inner).toBytes();

    assertThat(RpcDecoder.decode(rpc).messages())
        .singleElement()
        .matches(Message.anonymous("t", utf8("x"))::sameBytes);
  }

  @Test
  void readsNoMoreThanTheLimitsAndCountsTheRest() throws DecodeException {
    ProtoWriter rpc = new ProtoWriter();
    for (int i = 0; i < RpcLimits.MAX_SUBSCRIPTIONS + 1; i++) {
      rpc.message(1, new ProtoWriter().bool(1, true).text(2, "t" + i));
    }
    ProtoWriter want = new ProtoWriter();
    for (int i = 0; i < RpcLimits.MAX_IDS + 2; i++) {
      want.bytes(1, new byte[] {(byte) i});
    }
    rpc.message(3, new ProtoWriter().message(2, want));

    Rpc read = RpcDecoder.decode(rpc.toBytes());

    assertThat(read.subscriptions()).hasSize(RpcLimits.MAX_SUBSCRIPTIONS);
    assertThat(read.control().want()).hasSize(RpcLimits.MAX_IDS);
    assertThat(read.ignored()).isEqualTo(3);
  }

  @Test
  void refusesOneByteBeyondALimit() throws DecodeException {
    byte[] topic = utf8("t".repeat(RpcLimits.MAX_TOPIC_BYTES));
    byte[] id = new byte[RpcLimits.MAX_ID_BYTES + 1];

    assertThat(
            RpcDecoder.decode(
                    Message.anonymous(new String(topic, StandardCharsets.UTF_8), id).rpc())
                .messages())
        .hasSize(1);
    assertThatThrownBy(
            () -> RpcDecoder.decode(Message.anonymous("t".repeat(257), new byte[0]).rpc()))
        .isInstanceOf(DecodeException.class);
    assertThatThrownBy(
            () ->
                RpcDecoder.decode(
                    new ProtoWriter()
                        .message(3, new ProtoWriter().message(2, new ProtoWriter().bytes(1, id)))
                        .toBytes()))
        .isInstanceOf(DecodeException.class);
    assertThatThrownBy(() -> RpcDecoder.decode(new byte[RpcLimits.MAX_RPC_BYTES + 1]))
        .hasMessageContaining("1052673");
  }

  @Test
  void neverThrowsAnythingButADecodeException() {
    byte[] seed =
        RpcEncoder.encode(
                Rpc.of(
                    new Control(
                        List.of(new Control.Have("a", ids(3, 46))),
                        ids(2, 32),
                        List.of("g"),
                        List.of(
                            new Control.Prune(
                                "p", List.of(new Control.Suggestion(PEER, new byte[9])), 60)),
                        ids(1, 4))))
            .get(0);
    Seeds.forAll(
        3000,
        random -> {
          byte[] bytes = seed.clone();
          for (int i = 0; i < 1 + random.nextInt(4); i++) {
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
          }
          try {
            Rpc rpc = RpcDecoder.decode(bytes);
            assertThat(rpc.control().want().size()).isLessThanOrEqualTo(RpcLimits.MAX_IDS);
          } catch (DecodeException e) {
            assertThat(e).hasMessageNotContaining("null");
          }
        });
  }
}
