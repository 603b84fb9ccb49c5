package network.clawnet.core.testing.sim;

import java.io.IOException;
import java.util.function.Consumer;
import network.clawnet.core.consensus.driver.LedgerPort;
import network.clawnet.core.consensus.step.EpochStart;
import network.clawnet.core.consensus.step.FinalPoint;

/** The ledger part of one process. Answers go to {@link SimProcess#later}. */
interface LedgerRun extends LedgerPort {
  EpochStart epochStart();

  FinalPoint finalPoint();

  /** Begins to answer. */
  void connect();

  /** An event arrives from a client or a peer. */
  void offer(byte[] event);

  /** Gives some of the waiting events to the peers. */
  void regossip(Consumer<byte[]> peers);

  /** Returns whether an event waits that the next block could hold. */
  boolean hasReady();

  /**
   * Takes final blocks that a peer has above the own head, as block sync does.
   *
   * @return whether the head moved
   */
  boolean copyFrom(NodeLedger peer) throws IOException;
}
