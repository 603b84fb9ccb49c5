package network.clawnet.core.account;

import network.clawnet.core.codec.ByteReader;
import network.clawnet.core.codec.ByteWriter;
import network.clawnet.core.codec.DecodeException;
import network.clawnet.core.event.Changes;
import network.clawnet.core.state.StateKey;
import network.clawnet.core.state.StateView;

/**
 * Room for events without a fee: a token bucket in the state, filled by block time. An issuer with
 * history may take all of it; one without may only take the upper half, so that newcomers cannot
 * shut out those who have been here. Source: decisions 3.7, docs/protocol/events.md section 5.
 *
 * @param bytes room left
 * @param time block time at which it was last filled
 */
record FreeLane(long bytes, long time) {
  private static final StateKey KEY = new StateKey(LedgerModules.LANE, new byte[] {0});

  static FreeLane at(StateView view, LaneLimits limits, long now) {
    byte[] value = view.get(KEY);
    FreeLane lane = value == null ? new FreeLane(limits.burstBytes(), now) : decode(value);
    long elapsed = Math.max(0, now - lane.time);
    // elapsed time past a full refill changes nothing, and the product must not overflow
    long fillMillis = limits.burstBytes() * 1_000 / limits.bytesPerSecond() + 1;
    long filled = Math.min(elapsed, fillMillis) * limits.bytesPerSecond() / 1_000;
    return new FreeLane(
        Math.min(limits.burstBytes(), lane.bytes + filled), Math.max(now, lane.time));
  }

  boolean hasRoom(int eventBytes, boolean hasHistory, LaneLimits limits) {
    long reserve = hasHistory ? 0 : limits.burstBytes() / 2;
    return bytes - eventBytes >= reserve;
  }

  void take(Changes changes, int eventBytes) {
    changes.put(KEY, new ByteWriter(16).u64(bytes - eventBytes).u64(time).toBytes());
  }

  private static FreeLane decode(byte[] value) {
    try {
      ByteReader in = new ByteReader(value);
      FreeLane lane = new FreeLane(in.u64(), in.u64());
      in.end();
      return lane;
    } catch (DecodeException e) {
      throw new IllegalStateException("corrupt free lane", e);
    }
  }
}
