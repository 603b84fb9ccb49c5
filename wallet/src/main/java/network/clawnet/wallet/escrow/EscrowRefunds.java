package network.clawnet.wallet.escrow;

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
 * The rules of {@code wallet.escrow.refund}: who gives up a claim, or anybody after expiry, pays
 * the depositor back. Source: docs/protocol/events.md, section 6.3.
 */
public final class EscrowRefunds implements Rules<EscrowRefund> {
  public static final String TYPE = "wallet.escrow.refund";

  @Override
  public String type() {
    return TYPE;
  }

  @Override
  public FeeClass feeClass() {
    return FeeClass.SETTLEMENT;
  }

  @Override
  public int executionUnits() {
    return EscrowChecks.UNITS;
  }

  @Override
  public EscrowRefund decode(Json.Obj payload) throws DecodeException {
    return EscrowRefund.decode(payload);
  }

  @Override
  public Tokens minimumFee(EscrowRefund event) {
    return Tokens.ZERO;
  }

  @Override
  public Verdict check(EscrowRefund event, EventContext context, StateView view) {
    return Escrows.get(view, event.escrowId())
        .map(escrow -> check(escrow, event, context))
        .orElseGet(() -> EscrowChecks.notFound(event.escrowId()));
  }

  @Override
  public void apply(EscrowRefund event, EventContext context, Changes changes) {
    Escrow escrow = Escrows.get(changes, event.escrowId()).orElseThrow();
    EscrowMoney.refund(escrow, event.amount(), context.hash(), changes);
  }

  private static Verdict check(Escrow escrow, EscrowRefund event, EventContext context) {
    return EscrowChecks.holding(escrow)
        .then(() -> mayRefund(escrow.terms(), context))
        .then(() -> EscrowChecks.current(escrow, event.resourcePrev()))
        .then(() -> Funds.positive(event.amount()))
        .then(() -> EscrowChecks.covered(escrow, event.amount()));
  }

  private static Verdict mayRefund(EscrowTerms terms, EventContext context) {
    boolean may =
        terms.isExpiredAt(context.block().time())
            || context.signedBy(terms.beneficiary())
            || terms.arbiter().filter(context::signedBy).isPresent();
    return may
        ? Verdict.accept()
        : Verdict.reject(
            EscrowCodes.REFUND_FORBIDDEN,
            "before expiry only the beneficiary or the arbiter gives money back");
  }
}
