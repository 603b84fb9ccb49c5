package network.clawnet.core.journal;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Finds every whole frame of one region of a segment, also behind damaged ones.
 *
 * @param frames in order of place
 * @param tail end of the last frame
 * @param litter true if anything but zeros lies behind the last frame
 */
record SegmentScan(List<Frame> frames, int tail, boolean litter) {
  private static final int STEP = 8;
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

  static SegmentScan of(byte[] segment, int from, int to, long segmentId) {
    List<Frame> frames = new ArrayList<>();
    int at = from;
    int tail = from;
    boolean litter = false;
    while (at < to) {
      if ((long) LONG.get(segment, at) == 0) {
        at += STEP;
        continue;
      }
      Optional<Frame> frame = Frame.find(segment, at, to, segmentId);
      litter = frame.isEmpty();
      if (frame.isPresent()) {
        frames.add(frame.get());
        tail = frame.get().end();
      }
      at = litter ? at + STEP : tail;
    }
    return new SegmentScan(frames, tail, litter);
  }
}
