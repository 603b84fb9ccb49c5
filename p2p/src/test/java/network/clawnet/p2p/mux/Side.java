package network.clawnet.p2p.mux;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntConsumer;

/** A session with an application that keeps what it gets and reads it at once, if told so. */
final class Side {
  static final int ROOM = 65_519;

  final SharedBudget budget = new SharedBudget(1L << 30);
  final YamuxSession session;
  final Map<Integer, ByteArrayOutputStream> received = new HashMap<>();
  final List<YamuxEvent> events = new ArrayList<>();
  final List<Integer> opened = new ArrayList<>();
  boolean reading = true;
  boolean keeping = true;
  long receivedBytes;
  long unreadBytes;
  long writtenBytes;
  IntConsumer onPayload = id -> {};

  private final ByteBuffer target = ByteBuffer.allocate(ROOM);

  Side(Role role) {
    this(role, YamuxLimits.DEFAULT);
  }

  Side(Role role, YamuxLimits limits) {
    session = new YamuxSession(role, limits, budget, 0);
  }

  int open() {
    return session.open(0).orElseThrow();
  }

  void receive(byte[] bytes, long now) {
    take(session.receive(ByteBuffer.wrap(bytes), now), now);
  }

  /** Moves one target full of frames to the other side; false if there was none. */
  boolean send(Side other, long now) {
    take(session.drain(target.clear()), now);
    if (target.position() == 0) {
      return false;
    }
    byte[] bytes = new byte[target.position()];
    target.flip().get(bytes);
    other.receive(bytes, now);
    return true;
  }

  private void take(List<YamuxEvent> news, long now) {
    for (YamuxEvent event : news) {
      if (event instanceof YamuxEvent.Payload payload) {
        payload(payload, now);
      } else if (event instanceof YamuxEvent.Written written) {
        writtenBytes += written.bytes();
      } else {
        events.add(event);
      }
      if (event instanceof YamuxEvent.Opened it) {
        opened.add(it.streamId());
      }
    }
  }

  private void payload(YamuxEvent.Payload payload, long now) {
    int size = payload.bytes().remaining();
    receivedBytes += size;
    if (keeping) {
      byte[] bytes = new byte[size];
      payload.bytes().get(bytes);
      received
          .computeIfAbsent(payload.streamId(), id -> new ByteArrayOutputStream())
          .writeBytes(bytes);
    }
    if (reading) {
      session.consumed(payload.streamId(), size, now);
      onPayload.accept(payload.streamId());
    } else {
      unreadBytes += size;
    }
  }

  byte[] received(int streamId) {
    return received.getOrDefault(streamId, new ByteArrayOutputStream()).toByteArray();
  }

  /** Lets both talk until neither has anything to say. */
  static void settle(Side a, Side b, long now) {
    boolean busy = true;
    while (busy) {
      boolean there = a.send(b, now);
      boolean back = b.send(a, now);
      busy = there || back;
    }
  }
}
