package network.clawnet.p2p.mux;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import network.clawnet.core.testing.Seeds;
import org.junit.jupiter.api.Test;

/** Many bytes, in both directions, split and merged in any way. */
final class TransferTest {
  private static final List<FrameType> TYPES =
      List.of(FrameType.DATA, FrameType.WINDOW_UPDATE, FrameType.PING);

  @Test
  void echoesSixtyFourMebibytesBothWaysAtOnceWithoutDeadlock() {
    Side client = new Side(Role.CLIENT);
    Side server = new Side(Role.SERVER);
    client.keeping = false;
    server.keeping = false;
    int there = client.open();
    int back = server.open();
    byte[] chunk = new byte[1 << 20];
    for (int i = 0; i < 64; i++) {
      client.session.write(there, ByteBuffer.wrap(chunk));
      server.session.write(back, ByteBuffer.wrap(chunk));
    }
    client.session.finish(there);
    server.session.finish(back);

    Side.settle(client, server, 0);

    assertThat(server.receivedBytes).isEqualTo(64 << 20);
    assertThat(client.receivedBytes).isEqualTo(64 << 20);
    assertThat(client.events).contains(new YamuxEvent.Ended(back));
    assertThat(server.events).contains(new YamuxEvent.Ended(there));
  }

  @Test
  void letsSixteenStreamsTakeTurns() {
    Side client = new Side(Role.CLIENT);
    List<Integer> ids = new ArrayList<>();
    for (int i = 0; i < 16; i++) {
      ids.add(client.open());
      client.session.write(ids.get(i), ByteBuffer.wrap(new byte[128 << 10]));
    }

    List<Frame> frames =
        Wire.frames(Wire.drain(client.session, Side.ROOM)).stream()
            .filter(it -> it.type() == FrameType.DATA)
            .toList();

    assertThat(frames).allMatch(it -> it.length() <= Outbound.QUANTUM_BYTES);
    assertThat(frames.subList(0, 16)).extracting(Frame::streamId).containsExactlyElementsOf(ids);
    assertThat(frames.subList(16, 32)).extracting(Frame::streamId).containsExactlyElementsOf(ids);
  }

  @Test
  void putsAPingAndASmallStreamAheadOfAHugeOne() {
    Side client = new Side(Role.CLIENT);
    Side server = new Side(Role.SERVER);
    int huge = client.open();
    client.session.write(huge, ByteBuffer.wrap(new byte[8 << 20]));
    client.send(server, 0);

    int small = client.open();
    client.session.write(small, ByteBuffer.wrap(new byte[32]));
    client.session.tick(0);
    client.send(server, 0);
    client.send(server, 0);

    assertThat(server.received(small)).hasSize(32);
    assertThat(server.session.hasOutput()).isTrue();
    server.send(client, 7);
    assertThat(client.session.rttMicros()).isEqualTo(7);
  }

  @Test
  void mergesSmallWritesIntoOneFrame() {
    Side client = new Side(Role.CLIENT);
    int id = client.open();
    for (int i = 0; i < 100; i++) {
      client.session.write(id, ByteBuffer.wrap(new byte[10]));
    }

    assertThat(Wire.frames(Wire.drain(client.session, Side.ROOM)))
        .extracting(Frame::length)
        .containsExactly(0L, 1000L);
  }

  @Test
  void fitsIntoTargetsOfAnySize() {
    for (int room = Frame.HEADER_BYTES + 512; room < 3000; room += 97) {
      Side client = new Side(Role.CLIENT);
      Side server = new Side(Role.SERVER);
      int id = client.open();
      byte[] bytes = bytes(new Random(room), 10_000);
      client.session.write(id, ByteBuffer.wrap(bytes));
      client.session.finish(id);

      server.receive(Wire.drain(client.session, room), 0);

      assertThat(server.received(id)).isEqualTo(bytes);
      assertThat(server.events).endsWith(new YamuxEvent.Ended(id));
    }
  }

  private static byte[] bytes(Random random, int size) {
    byte[] bytes = new byte[size];
    random.nextBytes(bytes);
    return bytes;
  }

  /** A run of both sides in which each delivery is cut or merged at random. */
  private static final class Talk {
    final Side[] sides = {new Side(Role.CLIENT), new Side(Role.SERVER)};
    final byte[][] pipes = {{}, {}};
    final Map<Integer, byte[]>[] sent = maps();
    final Random random;
    long now;

    Talk(Random random) {
      this.random = random;
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    private static Map<Integer, byte[]>[] maps() {
      return new Map[] {new HashMap<Integer, byte[]>(), new HashMap<Integer, byte[]>()};
    }

    void speak(int from) {
      Side side = sides[from];
      int id = side.open();
      byte[] bytes = bytes(random, random.nextInt(400_000));
      sent[from].put(id, bytes);
      int cut = random.nextInt(bytes.length + 1);
      side.session.write(id, ByteBuffer.wrap(bytes, 0, cut));
      side.session.write(id, ByteBuffer.wrap(bytes, cut, bytes.length - cut));
      side.session.finish(id);
    }

    void deliver(int from) {
      now += random.nextInt(100);
      if (random.nextBoolean()) {
        pipes[from] =
            Wire.join(pipes[from], Wire.drain(sides[from].session, 600 + random.nextInt(70_000)));
      }
      int most = random.nextInt(5) == 0 ? 40 : pipes[from].length + 1;
      int size = Math.min(pipes[from].length, random.nextInt(most));
      byte[] head = java.util.Arrays.copyOf(pipes[from], size);
      pipes[from] = java.util.Arrays.copyOfRange(pipes[from], size, pipes[from].length);
      sides[1 - from].receive(head, now);
    }

    boolean busy() {
      return pipes[0].length + pipes[1].length > 0
          || sides[0].session.hasOutput()
          || sides[1].session.hasOutput();
    }
  }

  @Test
  void deliversEveryByteHoweverTheyAreSplitOrMerged() {
    Seeds.forAll(
        30,
        random -> {
          Talk talk = new Talk(random);
          for (int i = 0; i < 6; i++) {
            talk.speak(i & 1);
          }
          for (int steps = 0; talk.busy(); steps++) {
            talk.deliver(random.nextInt(2));
            assertThat(steps).isLessThan(100_000);
          }

          for (int from = 0; from < 2; from++) {
            Side to = talk.sides[1 - from];
            talk.sent[from].forEach((id, bytes) -> assertThat(to.received(id)).isEqualTo(bytes));
            assertThat(to.events.stream().filter(YamuxEvent.Ended.class::isInstance)).hasSize(3);
          }
        });
  }

  @Test
  void understandsEverythingByteByByte() {
    Side client = new Side(Role.CLIENT);
    Side server = new Side(Role.SERVER);
    int id = client.open();
    byte[] bytes = bytes(new Random(1), 3000);
    client.session.write(id, ByteBuffer.wrap(bytes));
    client.session.finish(id);
    client.session.tick(0);

    for (byte one : Wire.drain(client.session, Side.ROOM)) {
      server.receive(new byte[] {one}, 0);
    }

    assertThat(server.received(id)).isEqualTo(bytes);
    assertThat(server.events).containsExactly(new YamuxEvent.Opened(id), new YamuxEvent.Ended(id));
  }

  @Test
  void survivesAnyBytesWithinItsMemory() {
    Seeds.forAll(
        300,
        random -> {
          Side server = new Side(Role.SERVER);
          server.reading = random.nextBoolean();
          for (int i = 0; i < 50 && !server.session.isOver(); i++) {
            server.receive(noise(random), i);
            assertThat(server.session.memory()).isLessThanOrEqualTo(64 << 20);
            Wire.drain(server.session, Side.ROOM);
          }
        });
  }

  private static byte[] noise(Random random) {
    if (random.nextInt(10) == 0) {
      return bytes(random, random.nextInt(40));
    }
    FrameType type = TYPES.get(random.nextInt(3));
    int flags = random.nextInt(16);
    int id = type == FrameType.PING ? 0 : 1 + 2 * random.nextInt(8);
    byte[] header = Wire.frame(type, flags, id, random.nextInt(2000));
    return Wire.join(header, bytes(random, random.nextInt(2000)));
  }
}
