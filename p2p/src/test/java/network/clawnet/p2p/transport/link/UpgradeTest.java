package network.clawnet.p2p.transport.link;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.netty.buffer.UnpooledByteBufAllocator;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import network.clawnet.core.crypto.Entropy;
import network.clawnet.core.crypto.SigningKey;
import network.clawnet.core.identity.PeerId;
import network.clawnet.core.testing.Seeds;
import network.clawnet.p2p.peer.HostKey;
import network.clawnet.p2p.security.NoiseCipher;
import network.clawnet.p2p.security.NoiseIdentity;
import network.clawnet.p2p.security.NoiseSession;
import network.clawnet.p2p.transport.Direction;
import network.clawnet.p2p.transport.TransportException;
import network.clawnet.p2p.transport.TransportException.Reason;
import org.junit.jupiter.api.Test;

final class UpgradeTest {
  private static final byte[] HEADER = {19};

  /** One side, with what it has to say and what it has understood. */
  private static final class Side {
    final PeerId id;
    final Upgrade upgrade;
    final ByteArrayOutputStream out = new ByteArrayOutputStream();
    Optional<NoiseSession> session = Optional.empty();
    byte[] rest = {};

    Side(Direction direction, Optional<PeerId> expected, Random random) {
      Entropy entropy = random::nextBytes;
      HostKey key = new HostKey(SigningKey.of(entropy.bytes(32)));
      id = key.peerId();
      upgrade =
          new Upgrade(
              direction,
              NoiseIdentity.create(key, entropy),
              expected,
              entropy,
              UnpooledByteBufAllocator.DEFAULT);
      out.writeBytes(upgrade.start());
    }

    byte[] take() {
      byte[] bytes = out.toByteArray();
      out.reset();
      return bytes;
    }

    void feed(byte[] bytes) throws TransportException {
      if (session.isPresent()) {
        byte[] more = Arrays.copyOf(rest, rest.length + bytes.length);
        System.arraycopy(bytes, 0, more, rest.length, bytes.length);
        rest = more;
        return;
      }
      ByteBuffer in = ByteBuffer.wrap(bytes);
      Upgrade.Step step = upgrade.feed(in);
      out.writeBytes(step.send());
      session = step.session();
      if (session.isPresent()) {
        out.writeBytes(seal(session.get().sender(), new byte[] {42}));
        rest = Arrays.copyOfRange(bytes, in.position(), bytes.length);
      } else {
        assertThat(in.hasRemaining()).isFalse();
      }
    }
  }

  private static byte[] seal(NoiseCipher cipher, byte[] plain) {
    ByteBuffer out = ByteBuffer.allocate(NoiseCipher.LENGTH_BYTES + plain.length + 16);
    cipher.sealFrame(ByteBuffer.wrap(plain), out);
    return out.array();
  }

  @Test
  void agreesHoweverTheBytesAreSplitAndLosesNoneBehindTheHandshake() {
    Seeds.forAll(
        50,
        random -> {
          Side dialer = new Side(Direction.OUTBOUND, Optional.empty(), random);
          Side listener = new Side(Direction.INBOUND, Optional.empty(), random);
          byte[][] pipes = {{}, {}};
          for (int i = 0; i < 5000; i++) {
            int to = random.nextInt(2);
            Side from = to == 0 ? listener : dialer;
            byte[] all = join(pipes[to], from.take());
            int size = Math.min(all.length, random.nextInt(random.nextBoolean() ? 3 : 500));
            pipes[to] = Arrays.copyOfRange(all, size, all.length);
            feed(to == 0 ? dialer : listener, Arrays.copyOf(all, size));
          }

          assertThat(dialer.session.orElseThrow().remotePeer()).isEqualTo(listener.id);
          assertThat(listener.session.orElseThrow().remotePeer()).isEqualTo(dialer.id);
          assertThat(open(dialer)).containsExactly(42);
          assertThat(open(listener)).containsExactly(42);
        });
  }

  private static byte[] open(Side side) {
    FrameCutter frames = new FrameCutter(UnpooledByteBufAllocator.DEFAULT);
    ByteBuffer sealed = Objects.requireNonNull(frames.next(ByteBuffer.wrap(side.rest)));
    byte[] plain = new byte[sealed.remaining() - NoiseCipher.TAG_BYTES];
    assertThat(side.session.orElseThrow().receiver().openFrame(sealed, ByteBuffer.wrap(plain)))
        .isTrue();
    return plain;
  }

  private static byte[] join(byte[] first, byte[] second) {
    byte[] both = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, both, first.length, second.length);
    return both;
  }

  private static void feed(Side side, byte[] bytes) {
    try {
      side.feed(bytes);
    } catch (TransportException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void refusesBytesThatAreNoNegotiation() {
    Side listener = new Side(Direction.INBOUND, Optional.empty(), new Random(1));

    assertThat(fault(listener, "GET / HTTP/1.1\r\n\r\n".repeat(100).getBytes(US_ASCII)))
        .isEqualTo(Reason.BAD_HANDSHAKE);
  }

  private static Reason fault(Side side, byte[] bytes) {
    return catchThrowableOfType(TransportException.class, () -> side.feed(bytes)).reason();
  }

  @Test
  void survivesAnyBytes() {
    Seeds.forAll(
        500,
        random -> {
          Direction direction = random.nextBoolean() ? Direction.INBOUND : Direction.OUTBOUND;
          Side side = new Side(direction, Optional.empty(), random);
          byte[] start = "\u0013/multistream/1.0.0\n\u0007/noise\n".getBytes(US_ASCII);
          byte[] noise = new byte[random.nextInt(3000)];
          random.nextBytes(noise);
          if (random.nextBoolean()) {
            noise[0] = 0; // a plausible length
          }
          try {
            side.feed(random.nextInt(4) == 0 ? HEADER : start);
            side.feed(noise);
          } catch (TransportException e) {
            assertThat(e.reason()).isEqualTo(Reason.BAD_HANDSHAKE);
          }
          assertThat(side.session).isEmpty();
          side.upgrade.close();
        });
  }

  @Test
  void cutsFramesHoweverTheyAreSplit() {
    Seeds.forAll(
        100,
        random -> {
          ByteArrayOutputStream all = new ByteArrayOutputStream();
          ByteArrayOutputStream expected = new ByteArrayOutputStream();
          for (int i = 0; i < 10; i++) {
            byte[] frame = new byte[random.nextInt(random.nextInt(4) == 0 ? 65_536 : 40)];
            random.nextBytes(frame);
            all.write(frame.length >>> 8);
            all.write(frame.length);
            all.writeBytes(frame);
            expected.writeBytes(frame);
          }
          FrameCutter cutter = new FrameCutter(UnpooledByteBufAllocator.DEFAULT);
          ByteArrayOutputStream cut = new ByteArrayOutputStream();
          int frames = 0;
          ByteBuffer bytes = ByteBuffer.wrap(all.toByteArray());
          while (bytes.hasRemaining()) {
            int size = Math.min(bytes.remaining(), 1 + random.nextInt(50_000));
            size = random.nextBoolean() ? 1 : size;
            ByteBuffer in = bytes.slice(bytes.position(), size);
            bytes.position(bytes.position() + size);
            ByteBuffer frame = cutter.next(in);
            while (frame != null) {
              byte[] copy = new byte[frame.remaining()];
              frame.get(copy);
              cut.writeBytes(copy);
              frames++;
              frame = cutter.next(in);
            }
            assertThat(in.hasRemaining()).isFalse();
          }
          cutter.close();

          assertThat(frames).isEqualTo(10);
          assertThat(Arrays.equals(cut.toByteArray(), expected.toByteArray())).isTrue();
        });
  }
}
