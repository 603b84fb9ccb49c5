package network.clawnet.p2p.transport.link;

import network.clawnet.p2p.transport.Traffic;

/** Counts what a connection carries. Connection's thread, but for {@link #traffic}. */
final class TrafficMeter {
  private long bytesIn;
  private long bytesOut;
  private volatile Traffic traffic;

  TrafficMeter(long nowMicros) {
    traffic = new Traffic(0, 0, nowMicros);
  }

  void received(int bytes) {
    bytesIn += bytes;
  }

  void sent(int bytes) {
    bytesOut += bytes;
  }

  /** Lets others see what was counted; when it moved is as exact as this is called often. */
  void note(long nowMicros) {
    if (traffic.bytesIn() != bytesIn || traffic.bytesOut() != bytesOut) {
      traffic = new Traffic(bytesIn, bytesOut, nowMicros);
    }
  }

  /** Returns what was noted last. Any thread. */
  Traffic traffic() {
    return traffic;
  }
}
