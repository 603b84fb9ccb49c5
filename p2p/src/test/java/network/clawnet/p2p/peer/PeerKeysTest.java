package network.clawnet.p2p.peer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import network.clawnet.core.codec.DecodeException;
import network.clawnet.core.codec.Hex;
import network.clawnet.core.crypto.SigningKey;
import network.clawnet.core.identity.PeerId;
import network.clawnet.p2p.multiaddr.Multiaddr;
import network.clawnet.p2p.wire.ProtoWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Vectors measured with js-libp2p, for the Ed25519 seed of 32 bytes 01. */
class PeerKeysTest {
  private static final HostKey HOST = host(1);
  private static final String KEY =
      "080112208a88e3dd7409f195fd52db2d3cba5d72ca6709bf1d94121bf3748801b40f6f5c";
  private static final String PAYLOAD =
      "0a26002408011220"
          + "8a88e3dd7409f195fd52db2d3cba5d72ca6709bf1d94121bf3748801b40f6f5c"
          + "10011a0a0a08047f000001060fa1";
  private static final String SIGNATURE =
      "5952f57af52b9b47bcc535948fb676f46e91cbf51966f2efb7f0232827007dcf"
          + "d3ed3907dac95a4d73cf3ed767a42108017b8fcdd9f18413dcd18ed8a043de0f";
  private static final String ENVELOPE =
      "0a24" + KEY + "12020301" + "1a36" + PAYLOAD + "2a40" + SIGNATURE;

  private static HostKey host(int seed) {
    byte[] bytes = new byte[SigningKey.BYTES];
    Arrays.fill(bytes, (byte) seed);
    return new HostKey(SigningKey.of(bytes));
  }

  private static byte[] hex(String hex) {
    return HexFormat.of().parseHex(hex);
  }

  private static Multiaddr address() throws DecodeException {
    return Multiaddr.parse("/ip4/127.0.0.1/tcp/4001");
  }

  @Test
  void keyAndPeerIdAreTheKnownOnes() throws DecodeException {
    assertThat(Hex.encode(HOST.identity().encode())).isEqualTo(KEY);
    assertThat(IdentityKey.decode(hex(KEY))).isEqualTo(HOST.identity());
    assertThat(HOST.identity().peerId()).isEqualTo(HOST.peerId());
    assertThat(HOST.peerId().text())
        .isEqualTo("12D3KooWK99VoVxNE7XzyBwXEzW7xhK7Gpv85r9F3V3fyKSUKPH5");
  }

  @Test
  void signsTheNoiseKeyAsEveryoneDoes() {
    byte[] message =
        "noise-libp2p-static-key:________________________________"
            .getBytes(StandardCharsets.US_ASCII);
    Arrays.fill(message, message.length - 32, message.length, (byte) 2);

    byte[] signature = HOST.sign(message);

    assertThat(Hex.encode(signature))
        .isEqualTo(
            "bf04f6ca6f4bd06dd1116a0ccf78369c78137b88585b8bab01f468d22a3d0688"
                + "9a31f63fff6480ddc479d7ea0e9b82c872610cf3dae3035706e9df8ff512be0e");
    assertThat(HOST.identity().verify(message, signature)).isTrue();
    message[0] ^= 1;
    assertThat(HOST.identity().verify(message, signature)).isFalse();
    assertThat(HOST.identity().verify(message, new byte[0])).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "0801",
        "12208a88e3dd7409f195fd52db2d3cba5d72ca6709bf1d94121bf3748801b40f6f5c0801", // order
        "0801121f8a88e3dd7409f195fd52db2d3cba5d72ca6709bf1d94121bf3748801b40f6f", // 31 bytes
        KEY + "1801", // a third field
        KEY + "0801", // a second type
        "080412208a88e3dd7409f195fd52db2d3cba5d72ca6709bf1d94121bf3748801b40f6f5c", // type 4
        "08810012208a88e3dd7409f195fd52db2d3cba5d72ca6709bf1d94121bf3748801b40f6f5c" // long form
      })
  void refusesAKeyInAnyOtherShape(String hex) {
    assertThatThrownBy(() -> IdentityKey.decode(hex(hex))).isInstanceOf(DecodeException.class);
  }

  @Test
  void sealsAndOpensTheKnownRecord() throws DecodeException {
    PeerRecord record = new PeerRecord(HOST.peerId(), 1, List.of(address()));

    assertThat(Hex.encode(record.encode())).isEqualTo(PAYLOAD);
    assertThat(Hex.encode(record.seal(HOST).encoded())).isEqualTo(ENVELOPE);
    assertThat(PeerRecord.open(hex(ENVELOPE))).isEqualTo(record);
  }

  @Test
  void noChangedBitOfAnEnvelopeIsAccepted() throws DecodeException {
    byte[] envelope = hex(ENVELOPE);
    for (int bit = 0; bit < envelope.length * 8; bit++) {
      byte[] changed = envelope.clone();
      changed[bit / 8] ^= (byte) (1 << bit % 8);

      assertThatThrownBy(() -> PeerRecord.open(changed)).isInstanceOf(DecodeException.class);
    }
    for (int length = 0; length < envelope.length; length++) {
      byte[] cut = Arrays.copyOf(envelope, length);
      assertThatThrownBy(() -> PeerRecord.open(cut)).isInstanceOf(DecodeException.class);
    }
    assertThat(PeerRecord.open(envelope).sequence()).isEqualTo(1);
  }

  @Test
  void refusesARecordAboutAnotherPeer() throws DecodeException {
    byte[] payload = new PeerRecord(HOST.peerId(), 1, List.of(address())).encode();
    SignedEnvelope.Purpose purpose =
        new SignedEnvelope.Purpose("libp2p-peer-record", new byte[] {3, 1});
    byte[] foreign = SignedEnvelope.seal(host(2), purpose, payload).encoded();

    assertThatThrownBy(() -> PeerRecord.open(foreign)).hasMessageContaining("another peer");
    assertThatThrownBy(() -> new PeerRecord(HOST.peerId(), 1, List.of()).seal(host(2)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void anEnvelopeForAnotherPurposeIsWorthless() {
    SignedEnvelope.Purpose record =
        new SignedEnvelope.Purpose("libp2p-peer-record", new byte[] {3, 1});
    SignedEnvelope.Purpose domain =
        new SignedEnvelope.Purpose("libp2p-relay-rsvp", new byte[] {3, 1});
    SignedEnvelope.Purpose type =
        new SignedEnvelope.Purpose("libp2p-peer-record", new byte[] {3, 2});
    byte[] sealed = SignedEnvelope.seal(HOST, record, new byte[] {1}).encoded();

    assertThatThrownBy(() -> SignedEnvelope.open(sealed, domain))
        .hasMessageContaining("does not hold");
    assertThatThrownBy(() -> SignedEnvelope.open(sealed, type))
        .hasMessageContaining("something else");
  }

  @Test
  void leavesOutUnknownAddressesAndThosePastTheLimit() throws DecodeException {
    ProtoWriter payload =
        new ProtoWriter().bytes(1, HOST.peerId().multihash()).varint(2, Long.MAX_VALUE);
    payload.message(3, new ProtoWriter().bytes(1, new byte[] {7, 7, 7}));
    for (int i = 0; i <= PeerRecord.MAX_ADDRESSES; i++) {
      payload.message(3, new ProtoWriter().bytes(1, address().bytes()));
    }
    SignedEnvelope.Purpose purpose =
        new SignedEnvelope.Purpose("libp2p-peer-record", new byte[] {3, 1});

    PeerRecord record =
        PeerRecord.open(SignedEnvelope.seal(HOST, purpose, payload.toBytes()).encoded());

    assertThat(record.addresses()).hasSize(PeerRecord.MAX_ADDRESSES).containsOnly(address());
    assertThat(record.sequence()).isEqualTo(Long.MAX_VALUE);
  }

  @Test
  void theSpecificationsEd25519KeyHasItsPeerId() throws DecodeException {
    IdentityKey key =
        IdentityKey.decode(
            hex("080112201ed1e8fae2c4a144b8be8fd4b47bf3d3b34b871c3cacf6010f0e42d474fce27e"));

    assertThat(key.peerId())
        .isEqualTo(PeerId.parse("12D3KooWBtg3aaRMjxwedh83aGiUkwSxDwUZkzuJcfaqUmo7R3pq"));
  }

  @Test
  void refusesAnEnvelopeOneByteTooLong() {
    assertThatThrownBy(() -> PeerRecord.open(new byte[SignedEnvelope.MAX_BYTES + 1]))
        .hasMessageContaining("16384");
  }
}
