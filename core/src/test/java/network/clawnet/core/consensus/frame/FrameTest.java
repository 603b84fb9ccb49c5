package network.clawnet.core.consensus.frame;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import network.clawnet.core.codec.DecodeException;
import network.clawnet.core.crypto.Hash;
import network.clawnet.core.crypto.PublicKey;
import network.clawnet.core.testing.Seeds;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

final class FrameTest {
  private static final int MAX = 5 * Frame.PIECE_BYTES;

  private static byte[] bytes(int length, int seed) {
    byte[] out = new byte[length];
    Arrays.fill(out, (byte) seed);
    return out;
  }

  @Test
  void everyKindOfTheHelloIsReadAsItWasWritten() throws DecodeException {
    List<Frame> frames =
        List.of(
            new Frame.Greeting(Hash.ZERO, Hash.sha256(new byte[1])),
            new Frame.Goodbye(Farewell.PENALIZED));
    for (Frame frame : frames) {
      assertThat(Frame.decode(frame.encode())).isEqualTo(frame);
    }
    Frame.Proof proof = new Frame.Proof(PublicKey.of(bytes(32, 3)), 9, bytes(64, 4));
    Frame.Proof read = (Frame.Proof) Frame.decode(proof.encode());
    assertThat(read.key()).isEqualTo(proof.key());
    assertThat(read.run()).isEqualTo(9);
    assertThat(read.signature()).isEqualTo(proof.signature());
    assertThat(proof.encode()).hasSizeLessThanOrEqualTo(Frame.MAX_HELLO_BYTES);
  }

  @Test
  void otherSizesAndTagsAreRefused() {
    byte[] greeting = new Frame.Greeting(Hash.ZERO, Hash.ZERO).encode();
    assertRefused(Arrays.copyOf(greeting, greeting.length - 1));
    assertRefused(Arrays.copyOf(greeting, greeting.length + 1));
    assertRefused(new byte[0]);
    assertRefused(new byte[] {0});
    assertRefused(new byte[] {7, 1});
    assertRefused(new byte[] {3, 10});
    assertRefused(new byte[] {4});
    assertRefused(new Frame.Whole(new byte[Frame.PIECE_BYTES + 1]).encode());
  }

  private static void assertRefused(byte[] wire) {
    assertThatThrownBy(() -> Frame.decode(wire)).isInstanceOf(DecodeException.class);
  }

  @Test
  void largeMessagesTravelInPiecesAndSmallOnesPassBetween() throws DecodeException {
    Outlet outlet = new Outlet(2L * MAX);
    outlet.add(bytes(2 * Frame.PIECE_BYTES + 1, 1));
    List<Frame> sent = new ArrayList<>();
    sent.add(outlet.next().orElseThrow());
    outlet.add(bytes(10, 2));
    Optional<Frame> next = outlet.next();
    while (next.isPresent()) {
      sent.add(next.get());
      next = outlet.next();
    }

    assertThat(sent)
        .extracting(it -> it.getClass().getSimpleName())
        .containsExactly("First", "Whole", "More", "More");
    Assembler assembler = new Assembler(MAX);
    List<byte[]> received = new ArrayList<>();
    for (Frame frame : sent) {
      assembler.take(Frame.decode(frame.encode())).ifPresent(received::add);
    }
    assertThat(received).hasSize(2);
    assertThat(received.get(0)).isEqualTo(bytes(10, 2));
    assertThat(received.get(1)).isEqualTo(bytes(2 * Frame.PIECE_BYTES + 1, 1));
  }

  @Test
  void whatIsCutIsJoinedAtEveryLength() {
    Seeds.forAll(
        40,
        random -> {
          int length = 1 + random.nextInt(MAX);
          byte[] message = new byte[length];
          random.nextBytes(message);
          assertThat(carried(message)).isEqualTo(message);
        });
    for (int length :
        new int[] {
          1,
          Frame.PIECE_BYTES - 1,
          Frame.PIECE_BYTES,
          Frame.PIECE_BYTES + 1,
          2 * Frame.PIECE_BYTES,
          MAX
        }) {
      assertThat(carried(bytes(length, 5))).hasSize(length);
    }
  }

  private static byte[] carried(byte[] message) {
    Outlet outlet = new Outlet(MAX);
    Assembler assembler = new Assembler(MAX);
    outlet.add(message);
    Optional<byte[]> out = Optional.empty();
    while (out.isEmpty()) {
      byte[] wire = outlet.next().orElseThrow().encode();
      assertThat(wire.length).isLessThanOrEqualTo(Frame.MAX_BYTES);
      out = taken(assembler, wire);
    }
    assertThat(outlet.next()).isEmpty();
    return out.get();
  }

  private static Optional<byte[]> taken(Assembler assembler, byte[] wire) {
    try {
      return assembler.take(Frame.decode(wire));
    } catch (DecodeException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void announcedSizesOverTheLimitAndPiecesOfNothingAreRefused() throws DecodeException {
    byte[] piece = bytes(Frame.PIECE_BYTES, 1);
    assertThat(new Assembler(MAX).take(new Frame.First(MAX, piece))).isEmpty();
    assertNotTaken(new Assembler(MAX), new Frame.First(MAX + 1, piece));
    assertNotTaken(new Assembler(MAX), new Frame.First(Frame.PIECE_BYTES, piece));
    assertNotTaken(new Assembler(MAX), new Frame.More(piece));
    assertNotTaken(new Assembler(MAX), new Frame.Greeting(Hash.ZERO, Hash.ZERO));

    Assembler twice = new Assembler(MAX);
    twice.take(new Frame.First(MAX, piece));
    assertNotTaken(twice, new Frame.First(MAX, piece));

    Assembler more = new Assembler(MAX);
    more.take(new Frame.First(Frame.PIECE_BYTES + 1, piece));
    assertNotTaken(more, new Frame.More(bytes(2, 1)));
  }

  private static void assertNotTaken(Assembler assembler, Frame frame) {
    assertThatThrownBy(() -> assembler.take(frame)).isInstanceOf(DecodeException.class);
  }

  @Test
  void aFullOutletDropsTheOldestAndNeverWhatIsHalfSent() {
    Outlet outlet = new Outlet(3L * Frame.PIECE_BYTES);
    for (int i = 0; i <= Outlet.MAX_SMALL; i++) {
      outlet.add(bytes(1, i));
    }
    assertThat(outlet.dropped()).isEqualTo(1);
    assertThat(outlet.next())
        .hasValueSatisfying(it -> assertThat(((Frame.Whole) it).message()).isEqualTo(bytes(1, 1)));

    Outlet large = new Outlet(3L * Frame.PIECE_BYTES);
    large.add(bytes(2 * Frame.PIECE_BYTES, 1));
    assertThat(large.next().orElseThrow()).isInstanceOf(Frame.First.class);
    large.add(bytes(2 * Frame.PIECE_BYTES, 2));
    large.add(bytes(2 * Frame.PIECE_BYTES, 3));
    assertThat(large.dropped()).isEqualTo(1);
    assertThat(((Frame.More) large.next().orElseThrow()).piece())
        .isEqualTo(bytes(Frame.PIECE_BYTES, 1));
    assertThat(((Frame.First) large.next().orElseThrow()).piece())
        .isEqualTo(bytes(Frame.PIECE_BYTES, 3));
  }

  @Test
  @DisplayName("T-A21: any bytes are read or refused")
  void anyBytesAreReadOrRefused() {
    Seeds.forAll(
        2_000,
        random -> {
          byte[] wire = new byte[random.nextInt(200)];
          random.nextBytes(wire);
          if (wire.length > 0) {
            wire[0] = (byte) random.nextInt(8);
          }
          assertThat(isReadOrRefused(wire)).isTrue();
        });
  }

  private static boolean isReadOrRefused(byte[] wire) {
    try {
      return Arrays.equals(Frame.decode(wire).encode(), wire);
    } catch (DecodeException e) {
      return true;
    }
  }
}
