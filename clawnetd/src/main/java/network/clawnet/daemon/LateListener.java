package network.clawnet.daemon;

import network.clawnet.core.chain.FinalityListener;
import network.clawnet.core.chain.rows.FinalBlock;
import network.clawnet.core.consensus.message.Equivocation;
import network.clawnet.core.event.Verdict;
import network.clawnet.core.ledger.PreparedEvent;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Passes on what became of events, once there is somebody to hear it: the ledger starts before its
 * listener, which stands on it.
 */
final class LateListener implements FinalityListener {
  private static final Logger LOG = LoggerFactory.getLogger(LateListener.class);

  private volatile @Nullable FinalityListener to;

  /** From now on this one hears everything. */
  void passTo(FinalityListener listener) {
    to = listener;
  }

  @Override
  public void onFinal(FinalBlock block) {
    FinalityListener listener = to;
    if (listener != null) {
      listener.onFinal(block);
    }
  }

  @Override
  public void onDropped(PreparedEvent event, Verdict.Reject reason) {
    FinalityListener listener = to;
    if (listener != null) {
      listener.onDropped(event, reason);
    }
  }

  /** Nobody but the operator can do anything about it yet. */
  @Override
  public void onEvidence(Equivocation evidence) {
    LOG.warn("a validator has contradicted itself evidence={}", evidence);
  }
}
