package network.clawnet.p2p.dial;

import java.util.LinkedHashMap;
import java.util.Map;
import network.clawnet.p2p.multiaddr.Multiaddr;

/**
 * Remembers for how long an address that failed is left alone: 5 s and a second times the square of
 * the failures in a row before, at most 5 min. Not thread-safe; its owner calls.
 */
final class BackOff {
  /** Wait after the first failure, in milliseconds. */
  static final long FIRST_MILLIS = 5_000;

  /** Longest wait, in milliseconds. */
  static final long MAX_MILLIS = 300_000;

  /** Addresses that are remembered; beyond it the one not tried for longest is forgotten. */
  static final int MAX_ADDRESSES = 4_096;

  private static final long STEP_MILLIS = 1_000;

  /** More failures than it takes to reach the longest wait. */
  private static final int MAX_FAILURES = 20;

  private final Map<Multiaddr, Wait> waits = new LinkedHashMap<>(16, 0.75f, true);

  private record Wait(int failures, long untilMillis) {}

  /** Notes a failure; the address waits from now on. */
  void failed(long nowMillis, Multiaddr address) {
    Wait before = waits.get(address);
    long failures = before == null ? 0 : Math.min(MAX_FAILURES, before.failures());
    long wait = Math.min(MAX_MILLIS, FIRST_MILLIS + failures * failures * STEP_MILLIS);
    waits.put(address, new Wait((int) failures + 1, nowMillis + wait));
    if (waits.size() > MAX_ADDRESSES) {
      waits.remove(waits.keySet().iterator().next());
    }
  }

  /** Notes a success; the failures before are forgotten. */
  void succeeded(Multiaddr address) {
    waits.remove(address);
  }

  /** Returns whether the address is to be left alone now. */
  boolean holds(long nowMillis, Multiaddr address) {
    Wait wait = waits.get(address);
    return wait != null && nowMillis < wait.untilMillis();
  }

  int size() {
    return waits.size();
  }
}
