package network.clawnet.core.consensus.step;

/**
 * Why a leader should make a block on the watched parent, as the pool and the clock see it
 * (docs/consensus.md, section 6). All are judged on the watched parent, final or not, so that a
 * reason ends with the block that serves it.
 */
public enum GateReason {
  /** (a) An event can be included on the watched parent. */
  EVENTS,
  /** The events that can be included fill a quarter of a block: no more linger. */
  FULL_BATCH,
  /** (c) The watched parent is older than the heartbeat. */
  HEARTBEAT,
  /**
   * (d) The epoch has reached its end and the watched parent is not its last block, or evidence
   * waits.
   */
  EPOCH_END,
  /** (g) The first key of the due-index after the watched parent has been reached. */
  DUE
}
