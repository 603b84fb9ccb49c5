package network.clawnet.daemon;

import network.clawnet.core.chain.FinalityListener;
import network.clawnet.core.chain.rows.FinalBlock;
import network.clawnet.core.consensus.message.Equivocation;
import network.clawnet.core.crypto.PublicKey;
import network.clawnet.core.event.Verdict;
import network.clawnet.core.ledger.PreparedEvent;
import network.clawnet.daemon.submit.EvidenceReporter;
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
  private volatile @Nullable EvidenceReporter evidence;

  /** From now on these hear everything. */
  void passTo(FinalityListener listener, EvidenceReporter reporter) {
    to = listener;
    evidence = reporter;
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

  @Override
  public void onEvidence(PublicKey validator, Equivocation seen) {
    LOG.warn("a validator has contradicted itself evidence={}", seen);
    EvidenceReporter reporter = evidence;
    if (reporter != null) {
      reporter.report(validator, seen);
    }
  }
}
