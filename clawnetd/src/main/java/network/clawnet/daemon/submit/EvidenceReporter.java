package network.clawnet.daemon.submit;

import java.util.List;
import network.clawnet.core.chain.Admission;
import network.clawnet.core.chain.LedgerService;
import network.clawnet.core.consensus.message.Equivocation;
import network.clawnet.core.crypto.PublicKey;
import network.clawnet.core.crypto.SigningKey;
import network.clawnet.core.event.Verdict;
import network.clawnet.core.identity.Did;
import network.clawnet.core.ledger.PreparedEvent;
import network.clawnet.core.stake.event.EvidenceReport;
import network.clawnet.core.stake.event.EvidenceReports;
import network.clawnet.daemon.app.Intent;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reports validators that contradict themselves, under the node's own consensus key: no account
 * needs to be unlocked and no Tokens are needed. Whoever else saw it reports, too; one report
 * passes.
 */
public final class EvidenceReporter {
  private static final Logger LOG = LoggerFactory.getLogger(EvidenceReporter.class);

  private final LedgerService ledger;
  private final Drafts drafts;
  private final SigningKey key;

  public EvidenceReporter(LedgerService ledger, Drafts drafts, SigningKey key) {
    this.ledger = ledger;
    this.drafts = drafts;
    this.key = key;
  }

  /** Submits what was seen. Any thread; does not wait. */
  public void report(PublicKey validator, Equivocation seen) {
    Intent intent =
        Intent.of(
            new Did(key.publicKey()),
            EvidenceReports.TYPE,
            EvidenceReport.of(validator, seen).payload());
    String name = new Did(validator).multibase();
    var unused =
        ledger
            .reserve(List.of(drafts.of(intent, key)))
            .whenComplete((done, fault) -> settle(name, done, fault));
  }

  private void settle(String name, List<Admission> done, Throwable fault) {
    if (fault != null) {
      LOG.warn("evidence not submitted validator={}", name, fault);
      return;
    }
    for (Admission admission : done) {
      PreparedEvent event = admission.event();
      if (admission.verdict() instanceof Verdict.Reject reject) {
        LOG.info("evidence not needed validator={} code={}", name, reject.code());
      } else if (event != null) {
        ledger.release(List.of(event.event().hash()));
      }
    }
  }
}
