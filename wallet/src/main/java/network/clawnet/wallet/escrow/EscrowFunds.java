package network.clawnet.wallet.escrow;

import network.clawnet.core.account.FeeSchedule;
import network.clawnet.core.account.Funds;
import network.clawnet.core.codec.DecodeException;
import network.clawnet.core.codec.Json;
import network.clawnet.core.event.Changes;
import network.clawnet.core.event.EventContext;
import network.clawnet.core.event.FeeClass;
import network.clawnet.core.event.Rules;
import network.clawnet.core.event.Verdict;
import network.clawnet.core.state.StateView;
import network.clawnet.core.units.Tokens;

/**
 * The rules of {@code wallet.escrow.fund}: the depositor puts more in. Source:
 * docs/protocol/events.md, section 6.3.
 */
public final class EscrowFunds implements Rules<EscrowFund> {
  public static final String TYPE = "wallet.escrow.fund";

  private final FeeSchedule fees;

  public EscrowFunds(FeeSchedule fees) {
    this.fees = fees;
  }

  @Override
  public String type() {
    return TYPE;
  }

  @Override
  public FeeClass feeClass() {
    return FeeClass.PAID;
  }

  @Override
  public int executionUnits() {
    return EscrowChecks.UNITS;
  }

  @Override
  public EscrowFund decode(Json.Obj payload) throws DecodeException {
    return EscrowFund.decode(payload);
  }

  @Override
  public Tokens minimumFee(EscrowFund event) {
    return fees.escrowFee(event.amount());
  }

  @Override
  public Verdict check(EscrowFund event, EventContext context, StateView view) {
    return Escrows.get(view, event.escrowId())
        .map(escrow -> check(escrow, event, context, view))
        .orElseGet(() -> EscrowChecks.notFound(event.escrowId()));
  }

  @Override
  public void apply(EscrowFund event, EventContext context, Changes changes) {
    Escrow escrow = Escrows.get(changes, event.escrowId()).orElseThrow();
    EscrowMoney.lock(escrow, event.amount(), context.hash(), changes);
  }

  private static Verdict check(
      Escrow escrow, EscrowFund event, EventContext context, StateView view) {
    return EscrowChecks.open(escrow)
        .then(() -> byDepositor(escrow, context))
        .then(() -> EscrowChecks.notExpired(escrow, context))
        .then(() -> EscrowChecks.current(escrow, event.resourcePrev()))
        .then(() -> Funds.positive(event.amount()))
        .then(() -> Funds.fits(escrow.sums().funded(), event.amount()))
        .then(() -> Funds.available(event.amount(), context, view));
  }

  /** A consent is not enough here: the issuer's own money is locked. */
  private static Verdict byDepositor(Escrow escrow, EventContext context) {
    return context.issuer().equals(escrow.terms().depositor())
        ? Verdict.accept()
        : Verdict.reject(EscrowCodes.FUND_FORBIDDEN, "only the depositor funds an escrow");
  }
}
