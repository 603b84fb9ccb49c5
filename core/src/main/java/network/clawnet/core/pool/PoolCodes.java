package network.clawnet.core.pool;

import network.clawnet.core.event.RejectCode;
import network.clawnet.core.event.RejectCode.Kind;

/** Refusals of a pool that is full; nothing is wrong with the event. */
public final class PoolCodes {
  public static final RejectCode OVERLOADED = new RejectCode("OVERLOADED", Kind.RATE);

  private PoolCodes() {}
}
