package network.clawnet.daemon;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
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

  private final List<FinalityListener> to = new CopyOnWriteArrayList<>();
  private volatile @Nullable EvidenceReporter evidence;

  /** From now on these hear everything. */
  void passTo(FinalityListener listener, EvidenceReporter reporter) {
    to.add(listener);
    evidence = reporter;
  }

  /** From now on this one hears what becomes of events as well. */
  void alsoTo(FinalityListener listener) {
    to.add(listener);
  }

  @Override
  public void onFinal(FinalBlock block) {
    to.forEach(listener -> listener.onFinal(block));
  }

  @Override
  public void onDropped(PreparedEvent event, Verdict.Reject reason) {
    to.forEach(listener -> listener.onDropped(event, reason));
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
