package network.clawnet.p2p.mux;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every combination of flags, on both types, with and without length, in every state. */
final class FrameTableTest {
  private static final int ID = 2;
  private static final int OTHER = 1;

  /** What the stream is when the frame arrives. */
  enum Before {
    UNKNOWN,
    OPENED_BY_PEER,
    ENDED_BY_PEER,
    FINISHED_BY_US,
    OURS,
    OURS_ACKNOWLEDGED;

    int id() {
      return this == OURS || this == OURS_ACKNOWLEDGED ? OTHER : ID;
    }
  }

  record Case(Before before, FrameType type, int flags, long length) {
    boolean has(int flag) {
      return (flags & flag) != 0;
    }

    byte[] bytes() {
      return type == FrameType.DATA
          ? Wire.payload(flags, before.id(), new byte[(int) length])
          : Wire.frame(type, flags, before.id(), length);
    }
  }

  static Stream<Case> table() {
    List<Case> cases = new ArrayList<>();
    for (Before before : Before.values()) {
      for (FrameType type : List.of(FrameType.DATA, FrameType.WINDOW_UPDATE)) {
        for (int flags = 0; flags < 16; flags++) {
          cases.add(new Case(before, type, flags, 0));
          cases.add(new Case(before, type, flags, 5));
        }
      }
    }
    return cases.stream();
  }

  @ParameterizedTest
  @MethodSource("table")
  void doesWhatTheRulesSay(Case it) {
    YamuxSession session = session(it.before);

    List<YamuxEvent> events = session.receive(ByteBuffer.wrap(it.bytes()), 0);

    assertThat(events.stream().map(FrameTableTest::name).toList()).isEqualTo(expected(it));
    boolean gone = it.has(Frame.RST) || events.stream().anyMatch(FrameTableTest::isLast);
    boolean lives = it.before != Before.UNKNOWN || it.has(Frame.SYN);
    boolean bothEnded = it.before == Before.FINISHED_BY_US && it.has(Frame.FIN) && read(events);
    assertThat(session.streams()).isEqualTo(gone || !lives || bothEnded ? 0 : 1);
  }

  private static YamuxSession session(Before before) {
    YamuxSession session =
        new YamuxSession(Role.CLIENT, YamuxLimits.DEFAULT, new SharedBudget(1 << 20), 0);
    byte[] syn = Wire.frame(FrameType.WINDOW_UPDATE, Frame.SYN, ID, 0);
    switch (before) {
      case UNKNOWN -> {}
      case OPENED_BY_PEER -> session.receive(ByteBuffer.wrap(syn), 0);
      case ENDED_BY_PEER -> {
        session.receive(ByteBuffer.wrap(syn), 0);
        session.receive(ByteBuffer.wrap(Wire.payload(Frame.FIN, ID)), 0);
      }
      case FINISHED_BY_US -> {
        session.receive(ByteBuffer.wrap(syn), 0);
        session.finish(ID);
      }
      case OURS -> session.open(0);
      case OURS_ACKNOWLEDGED -> {
        session.open(0);
        session.receive(ByteBuffer.wrap(Wire.payload(Frame.ACK, OTHER)), 0);
      }
    }
    Wire.drain(session, Side.ROOM);
    return session;
  }

  /** The rules in words of their own: what follows from what, in order. */
  private static List<String> expected(Case it) {
    List<String> names = new ArrayList<>();
    boolean known = it.before != Before.UNKNOWN;
    if (it.has(Frame.SYN)) {
      names.add(known ? "Failed DUPLICATE_STREAM" : "Opened");
      if (known) {
        return names;
      }
    } else if (!known) {
      return names;
    }
    if (it.has(Frame.ACK) && it.before == Before.OURS) {
      names.add("Acknowledged");
    }
    boolean ended = it.before == Before.ENDED_BY_PEER;
    if (it.type == FrameType.DATA && it.length > 0) {
      names.add(ended ? "Dropped PAYLOAD_AFTER_END" : "Payload 5");
      if (ended) {
        return names;
      }
    }
    if (it.has(Frame.RST)) {
      names.add("Reset " + (it.type == FrameType.WINDOW_UPDATE ? it.length : 0));
    } else if (it.has(Frame.FIN) && !ended) {
      names.add("Ended");
    }
    return names;
  }

  private static String name(YamuxEvent event) {
    String name = event.getClass().getSimpleName();
    if (event instanceof YamuxEvent.Failed failed) {
      return name + " " + failed.why();
    } else if (event instanceof YamuxEvent.Dropped dropped) {
      return name + " " + dropped.why();
    } else if (event instanceof YamuxEvent.Payload payload) {
      return name + " " + payload.bytes().remaining();
    } else if (event instanceof YamuxEvent.Reset reset) {
      return name + " " + reset.code();
    }
    return name;
  }

  private static boolean isLast(YamuxEvent event) {
    return event instanceof YamuxEvent.Failed || event instanceof YamuxEvent.Dropped;
  }

  private static boolean read(List<YamuxEvent> events) {
    return events.stream().noneMatch(YamuxEvent.Payload.class::isInstance);
  }
}
