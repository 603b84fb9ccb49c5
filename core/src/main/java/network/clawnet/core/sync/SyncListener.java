package network.clawnet.core.sync;

import network.clawnet.core.sync.plan.SyncProgress;
import network.clawnet.core.sync.snapshot.JoinProgress;

/** What an operator must hear of block sync. Called on its thread; must not block. */
public interface SyncListener {
  /** Ranges of blocks begin to be taken, or were taken to the end. */
  void changed(SyncProgress progress);

  /** Still at it; every few seconds while ranges are taken. */
  void progress(SyncProgress progress);

  /** Own execution differs from a final block, or two histories are final: the node must stop. */
  void halted(String report);

  /** A snapshot is chosen, is being taken, or lies ready for the node's next start. */
  default void joining(JoinProgress progress) {}

  /** No snapshot is to be had; blocks are taken. */
  default void joinGivenUp(String why) {}

  /** A fault of ours or of the database. */
  void failed(Throwable cause);
}
