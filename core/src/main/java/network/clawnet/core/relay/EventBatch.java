package network.clawnet.core.relay;

import java.util.ArrayList;
import java.util.List;
import network.clawnet.core.codec.ByteReader;
import network.clawnet.core.codec.ByteWriter;
import network.clawnet.core.codec.DecodeException;

/**
 * Events that travel together.
 *
 * @param round 0 when they are published first, then counted up, so that the same events are
 *     another message
 * @param events canonical bytes, at least one
 */
record EventBatch(int round, List<byte[]> events) {
  /** Most events in one batch. */
  static final int MAX_EVENTS = 256;

  /** Largest encoded batch in bytes. */
  static final int MAX_BYTES = 512 * 1024;

  private static final int VERSION = 1;
  private static final int HEAD_BYTES = 4;
  private static final int LENGTH_BYTES = 4;

  EventBatch {
    events = List.copyOf(events);
  }

  /** Returns u8 version, u8 round, u16 count, then u32 length and bytes of each event. */
  byte[] encode() {
    ByteWriter out = new ByteWriter(1024).u8(VERSION).u8(round).u16(events.size());
    events.forEach(out::bytes);
    return out.toBytes();
  }

  /** Reads what {@link #encode} wrote and nothing else. */
  static EventBatch decode(byte[] bytes) throws DecodeException {
    ByteReader in = new ByteReader(bytes);
    int version = in.u8();
    int round = in.u8();
    int count = in.u16();
    if (version != VERSION || count < 1 || count > MAX_EVENTS) {
      throw new DecodeException("a batch of version " + version + " with " + count + " events");
    }
    List<byte[]> events = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      events.add(in.bytes(MAX_BYTES));
    }
    in.end();
    return new EventBatch(round, events);
  }

  /** Puts events into as few batches as their sizes allow, in order. */
  static List<EventBatch> split(int round, List<byte[]> events) {
    List<EventBatch> out = new ArrayList<>();
    List<byte[]> batch = new ArrayList<>();
    int bytes = HEAD_BYTES;
    for (byte[] event : events) {
      int size = LENGTH_BYTES + event.length;
      if (batch.size() == MAX_EVENTS || (bytes + size > MAX_BYTES && !batch.isEmpty())) {
        out.add(new EventBatch(round, batch));
        batch = new ArrayList<>();
        bytes = HEAD_BYTES;
      }
      batch.add(event);
      bytes += size;
    }
    if (!batch.isEmpty()) {
      out.add(new EventBatch(round, batch));
    }
    return out;
  }
}
