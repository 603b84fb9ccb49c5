package network.clawnet.daemon.query;

import java.util.Optional;
import java.util.OptionalLong;
import network.clawnet.daemon.app.EscrowView;
import network.clawnet.wallet.escrow.Escrow;
import network.clawnet.wallet.escrow.EscrowTerms;
import network.clawnet.wallet.escrow.ReleaseRule;

/** Shows escrows. Pure. */
public final class EscrowViews {
  private EscrowViews() {}

  /**
   * Returns the view of an escrow.
   *
   * @param now time of the next block at the earliest, epoch milliseconds
   */
  public static EscrowView of(Escrow escrow, boolean pending, long now) {
    EscrowTerms terms = escrow.terms();
    return new EscrowView(
        escrow.id(),
        terms.depositor(),
        terms.beneficiary(),
        terms.arbiter(),
        escrow.sums().funded(),
        escrow.sums().released(),
        escrow.sums().refunded(),
        escrow.remaining(),
        escrow.state().text(),
        terms.rules().stream().map(EscrowViews::rule).toList(),
        terms.created(),
        terms.expires() ? OptionalLong.of(terms.expiresAt()) : OptionalLong.empty(),
        terms.isExpiredAt(now),
        escrow.lastEvent(),
        escrow.lastEvent(),
        pending,
        Optional.empty());
  }

  private static EscrowView.ReleaseRule rule(ReleaseRule rule) {
    return new EscrowView.ReleaseRule(
        rule.id(),
        rule.by().text(),
        rule.notBefore() == 0 ? OptionalLong.empty() : OptionalLong.of(rule.notBefore()));
  }
}
