package network.clawnet.p2p.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import network.clawnet.core.codec.DecodeException;
import network.clawnet.core.codec.Hex;
import network.clawnet.core.crypto.Entropy;
import network.clawnet.core.crypto.SigningKey;
import network.clawnet.core.testing.Seeds;
import network.clawnet.p2p.peer.HostKey;
import network.clawnet.p2p.security.HandshakeException.Reason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NoiseHandshakeTest {
  private static final HostKey ALICE = host(1);
  private static final HostKey BOB = host(2);
  private static final List<String> YAMUX = List.of("/yamux/1.0.0");
  private static final List<String> NONE = List.of();

  private static HostKey host(int seed) {
    byte[] bytes = new byte[SigningKey.BYTES];
    Arrays.fill(bytes, (byte) seed);
    return new HostKey(SigningKey.of(bytes));
  }

  private static Entropy all(int value) {
    return target -> Arrays.fill(target, (byte) value);
  }

  private static NoiseHandshake alice(List<String> muxers) {
    return NoiseHandshake.initiator(
        NoiseIdentity.create(ALICE, all(2)), Optional.of(BOB.peerId()), muxers, all(3));
  }

  private static NoiseHandshake bob(List<String> muxers) {
    return NoiseHandshake.responder(NoiseIdentity.create(BOB, all(4)), muxers, all(5));
  }

  private static HandshakeStep feed(NoiseHandshake handshake, byte[] bytes)
      throws HandshakeException {
    return handshake.feed(ByteBuffer.wrap(bytes));
  }

  private static Reason failure(NoiseHandshake handshake, byte[] bytes) {
    try {
      feed(handshake, bytes);
    } catch (HandshakeException e) {
      assertThatThrownBy(() -> feed(handshake, new byte[1]))
          .isInstanceOfAny(IllegalStateException.class, HandshakeException.class);
      return e.reason();
    }
    throw new AssertionError("was accepted");
  }

  @Test
  void bothSidesLearnWhoTheOtherIs() throws HandshakeException {
    NoiseHandshake alice = alice(YAMUX);
    NoiseHandshake bob = bob(YAMUX);

    byte[] first = alice.start();
    HandshakeStep second = feed(bob, first);
    HandshakeStep third = feed(alice, second.send());
    HandshakeStep last = feed(bob, third.send());

    assertThat(first).hasSize(34).startsWith((byte) 0, (byte) 32);
    assertThat(bob.start()).isEmpty();
    assertThat(second.session()).isEmpty();
    assertThat(last.send()).isEmpty();
    NoiseSession ofAlice = third.session().orElseThrow();
    NoiseSession ofBob = last.session().orElseThrow();
    assertThat(ofAlice.remotePeer()).isEqualTo(BOB.peerId());
    assertThat(ofAlice.remoteKey()).isEqualTo(BOB.identity());
    assertThat(ofBob.remotePeer()).isEqualTo(ALICE.peerId());
    assertThat(exchange(ofAlice.sender(), ofBob.receiver(), new byte[] {1, 2}))
        .containsExactly(1, 2);
    assertThat(exchange(ofBob.sender(), ofAlice.receiver(), new byte[] {3})).containsExactly(3);
    assertThatThrownBy(() -> feed(bob, first)).isInstanceOf(IllegalStateException.class);
  }

  /**
   * The identity is that of the digest's vector: seed 01, static key 02, so the payload is fixed.
   */
  @Test
  void thePayloadOfTheKnownKeysIsTheKnownOne() throws DecodeException {
    byte[] staticKey = new byte[32];
    Arrays.fill(staticKey, (byte) 2);
    byte[] signature = ALICE.sign(NoiseIdentity.signed(staticKey));

    NoisePayload payload = new NoisePayload(ALICE.identity(), signature, YAMUX);

    assertThat(Hex.encode(payload.encode()))
        .isEqualTo(
            "0a24080112208a88e3dd7409f195fd52db2d3cba5d72ca6709bf1d94121bf3748801b40f6f5c"
                + "1240bf04f6ca6f4bd06dd1116a0ccf78369c78137b88585b8bab01f468d22a3d0688"
                + "9a31f63fff6480ddc479d7ea0e9b82c872610cf3dae3035706e9df8ff512be0e"
                + "220e120c2f79616d75782f312e302e30");
    assertThat(NoisePayload.decode(payload.encode())).usingRecursiveComparison().isEqualTo(payload);
  }

  @ParameterizedTest
  @CsvSource({
    "/yamux/1.0.0, /yamux/1.0.0, /yamux/1.0.0",
    "'', /yamux/1.0.0, ''",
    "/yamux/1.0.0, '', ''",
    "'', '', ''",
    "/a /b, /b /a, /a",
    "/c /b, /b /a, /b",
    "/a, /b, ''"
  })
  void theFirstMuxerOfTheInitiatorThatTheResponderHasIsAgreed(
      String ofAlice, String ofBob, String agreed) throws HandshakeException {
    NoiseHandshake alice = alice(ofAlice.isEmpty() ? NONE : List.of(ofAlice.split(" ")));
    NoiseHandshake bob = bob(ofBob.isEmpty() ? NONE : List.of(ofBob.split(" ")));

    HandshakeStep third = feed(alice, feed(bob, alice.start()).send());
    HandshakeStep last = feed(bob, third.send());

    Optional<String> expected = Optional.of(agreed).filter(it -> !it.isEmpty());
    assertThat(third.session().orElseThrow().muxer()).isEqualTo(expected);
    assertThat(last.session().orElseThrow().muxer()).isEqualTo(expected);
  }

  @Test
  void survivesDeliveryByteByByteAndLeavesTheFirstFrameAlone() throws HandshakeException {
    NoiseHandshake alice = alice(YAMUX);
    NoiseHandshake bob = bob(YAMUX);

    byte[] second = byteByByte(bob, alice.start()).send();
    HandshakeStep third = byteByByte(alice, second);
    NoiseSession ofAlice = third.session().orElseThrow();
    ByteBuffer flight = ByteBuffer.allocate(1_000).put(third.send());
    ofAlice.sender().sealFrame(ByteBuffer.wrap(new byte[] {7}), flight);
    HandshakeStep last = bob.feed(flight.flip());

    assertThat(flight.remaining()).isEqualTo(2 + 1 + NoiseCipher.TAG_BYTES);
    ByteBuffer out = ByteBuffer.allocate(1);
    assertThat(last.session().orElseThrow().receiver().openFrame(skipLength(flight), out)).isTrue();
    assertThat(out.array()).containsExactly(7);
  }

  @Test
  void anyChangedBitOfAMessageEndsTheHandshake() throws HandshakeException {
    byte[] first = alice(YAMUX).start();
    byte[] second = feed(bob(YAMUX), first).send();
    for (int bit = 16; bit < second.length * 8; bit++) {
      byte[] changed = second.clone();
      changed[bit / 8] ^= (byte) (1 << bit % 8);
      NoiseHandshake alice = alice(YAMUX);
      alice.start();
      // the highest bit of a public key does not count in the curve, but it does in the hash
      assertThat(failure(alice, changed)).isEqualTo(Reason.NOT_AUTHENTIC);
      bit += bit < 512 ? 6 : 37; // every byte of the keys, and a sample of the rest
    }
  }

  @Test
  void aChangedThirdMessageIsNotAuthentic() throws HandshakeException {
    NoiseHandshake alice = alice(YAMUX);
    NoiseHandshake bob = bob(YAMUX);
    byte[] third = feed(alice, feed(bob, alice.start()).send()).send();
    third[third.length - 1] ^= 1;

    assertThat(failure(bob, third)).isEqualTo(Reason.NOT_AUTHENTIC);
  }

  @Test
  void refusesAnotherPeerThanTheDialedOne() throws HandshakeException {
    NoiseHandshake mallory =
        NoiseHandshake.responder(NoiseIdentity.create(host(6), all(6)), YAMUX, all(7));
    NoiseHandshake alice = alice(YAMUX);

    byte[] second = feed(mallory, alice.start()).send();

    assertThat(failure(alice, second)).isEqualTo(Reason.WRONG_PEER);
  }

  @Test
  void takesAnyPeerIfNoneIsExpected() throws HandshakeException {
    NoiseHandshake alice =
        NoiseHandshake.initiator(
            NoiseIdentity.create(ALICE, all(2)), Optional.empty(), YAMUX, all(3));

    HandshakeStep third = feed(alice, feed(bob(YAMUX), alice.start()).send());

    assertThat(third.session().orElseThrow().remotePeer()).isEqualTo(BOB.peerId());
  }

  /** Plays a responder by hand, so that it can vouch for what it likes. */
  private static byte[] second(byte[] first, byte[] payload) throws HandshakeException {
    XxPattern pattern = new XxPattern(new byte[0], KeyPair.fresh(all(4)), KeyPair.fresh(all(5)));
    pattern.readFirst(Arrays.copyOfRange(first, 2, first.length));
    byte[] message = pattern.writeSecond(payload);
    return ByteBuffer.allocate(2 + message.length)
        .putShort((short) message.length)
        .put(message)
        .array();
  }

  @Test
  void refusesASignatureOverAnotherStaticKey() throws HandshakeException {
    byte[] foreign = BOB.sign(NoiseIdentity.signed(new byte[32]));
    NoiseHandshake alice = alice(YAMUX);
    byte[] second =
        second(alice.start(), new NoisePayload(BOB.identity(), foreign, YAMUX).encode());

    assertThat(failure(alice, second)).isEqualTo(Reason.BAD_SIGNATURE);
  }

  @Test
  void refusesAStolenIdentity() throws HandshakeException {
    byte[] staticKey = KeyPair.fresh(all(4)).publicKey();
    byte[] ownSignature = host(6).sign(NoiseIdentity.signed(staticKey));
    NoiseHandshake alice = alice(YAMUX);
    byte[] second =
        second(alice.start(), new NoisePayload(BOB.identity(), ownSignature, YAMUX).encode());

    assertThat(failure(alice, second)).isEqualTo(Reason.BAD_SIGNATURE);
  }

  @Test
  void refusesAPayloadThatIsEmptyOrHasTooManyMuxers() throws HandshakeException {
    byte[] signature = BOB.sign(NoiseIdentity.signed(KeyPair.fresh(all(4)).publicKey()));
    List<String> most = Collections.nCopies(NoisePayload.MAX_MUXERS, "/yamux/1.0.0");
    List<String> tooMany = new ArrayList<>(most);
    tooMany.add("/x");
    NoiseHandshake one = alice(YAMUX);
    NoiseHandshake two = alice(YAMUX);
    NoiseHandshake three = alice(YAMUX);
    byte[] first = one.start();
    two.start();
    three.start();

    assertThat(failure(one, second(first, new byte[0]))).isEqualTo(Reason.MALFORMED);
    assertThat(
            failure(
                two, second(first, new NoisePayload(BOB.identity(), signature, tooMany).encode())))
        .isEqualTo(Reason.MALFORMED);
    assertThat(
            feed(three, second(first, new NoisePayload(BOB.identity(), signature, most).encode()))
                .session())
        .isPresent();
  }

  @Test
  void refusesKeysOfSmallOrder() {
    byte[] zero = new byte[34];
    zero[1] = 32;

    assertThat(failure(bob(YAMUX), zero)).isEqualTo(Reason.NOT_AUTHENTIC);
  }

  @Test
  void refusesMessagesTooShortOrTooLong() {
    byte[] tooShort = new byte[33];
    tooShort[1] = 31;
    byte[] tooLong = {0x20, 0x01};

    assertThat(failure(bob(YAMUX), tooShort)).isEqualTo(Reason.MALFORMED);
    assertThat(failure(bob(YAMUX), tooLong)).isEqualTo(Reason.TOO_LONG);
    assertThat(failure(bob(YAMUX), new byte[2])).isEqualTo(Reason.MALFORMED);
  }

  @Test
  void takesAMessageOfTheGreatestLength() throws HandshakeException {
    byte[] padded = new byte[2 + NoiseHandshake.MAX_MESSAGE_BYTES];
    System.arraycopy(alice(YAMUX).start(), 0, padded, 0, 34);
    padded[0] = 0x20;
    padded[1] = 0;

    assertThat(feed(bob(YAMUX), padded).send()).isNotEmpty();
  }

  @Test
  void noBytesMakeAHandshakeFailInAnotherWay() {
    byte[] first = alice(YAMUX).start();
    Seeds.forAll(
        300,
        random -> {
          byte[] bytes = new byte[random.nextInt(120)];
          random.nextBytes(bytes);
          if (bytes.length > 2) {
            bytes[0] = 0;
            bytes[1] = (byte) random.nextInt(bytes.length);
          }
          for (NoiseHandshake handshake : List.of(alice(YAMUX), bob(YAMUX))) {
            handshake.start();
            try {
              assertThat(feed(handshake, bytes).session()).isEmpty();
            } catch (HandshakeException e) {
              assertThat(e.reason()).isNotNull();
            }
          }
        });
    assertThat(first).hasSize(34);
  }

  private static HandshakeStep byteByByte(NoiseHandshake handshake, byte[] bytes)
      throws HandshakeException {
    ByteArrayOutputStream send = new ByteArrayOutputStream();
    Optional<NoiseSession> session = Optional.empty();
    for (byte b : bytes) {
      assertThat(session).isEmpty();
      HandshakeStep step = feed(handshake, new byte[] {b});
      send.writeBytes(step.send());
      session = step.session();
    }
    return new HandshakeStep(send.toByteArray(), session);
  }

  private static ByteBuffer skipLength(ByteBuffer flight) {
    int length = flight.getShort();
    return flight.slice(flight.position(), length);
  }

  private static byte[] exchange(NoiseCipher sender, NoiseCipher receiver, byte[] plain) {
    ByteBuffer frame = ByteBuffer.allocate(2 + plain.length + NoiseCipher.TAG_BYTES);
    sender.sealFrame(ByteBuffer.wrap(plain), frame);
    ByteBuffer out = ByteBuffer.allocate(plain.length);
    assertThat(receiver.openFrame(skipLength(frame.flip()), out)).isTrue();
    return out.array();
  }
}
