package network.clawnet.core.consensus.step;

/** Why a leader should make a block, as the pool and the clock see it (ledger.md, 2.7). */
public enum GateReason {
  /** (a) An event can be included on the watched parent. */
  EVENTS,
  /** The events that can be included fill a quarter of a block: no more linger. */
  FULL_BATCH,
  /** (c) The last final block is older than the heartbeat. */
  HEARTBEAT,
  /** (d) The epoch has reached its end, or evidence waits. */
  EPOCH_END,
  /** (g) The first key of the due-index has been reached. */
  DUE
}
