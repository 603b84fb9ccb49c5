package network.clawnet.wallet.escrow;

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
 * The rules of {@code wallet.escrow.expire}: anybody returns the rest of an expired escrow. Source:
 * docs/protocol/events.md, section 6.3.
 */
public final class EscrowExpires implements Rules<EscrowExpire> {
  public static final String TYPE = "wallet.escrow.expire";

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
  public EscrowExpire decode(Json.Obj payload) throws DecodeException {
    return EscrowExpire.decode(payload);
  }

  @Override
  public Tokens minimumFee(EscrowExpire event) {
    return Tokens.ZERO;
  }

  @Override
  public Verdict check(EscrowExpire event, EventContext context, StateView view) {
    return Escrows.get(view, event.escrowId())
        .map(escrow -> check(escrow, event, context))
        .orElseGet(() -> EscrowChecks.notFound(event.escrowId()));
  }

  @Override
  public void apply(EscrowExpire event, EventContext context, Changes changes) {
    Escrow escrow = Escrows.get(changes, event.escrowId()).orElseThrow();
    EscrowMoney.refund(escrow, escrow.remaining(), context.hash(), changes);
  }

  private static Verdict check(Escrow escrow, EscrowExpire event, EventContext context) {
    return EscrowChecks.holding(escrow)
        .then(() -> expired(escrow.terms(), context))
        .then(() -> EscrowChecks.current(escrow, event.resourcePrev()));
  }

  private static Verdict expired(EscrowTerms terms, EventContext context) {
    if (!terms.expires()) {
      return Verdict.reject(EscrowCodes.NO_EXPIRY, "the escrow never expires");
    }
    return terms.isExpiredAt(context.block().time())
        ? Verdict.accept()
        : Verdict.reject(EscrowCodes.NOT_EXPIRED, "the escrow has not expired yet")
            .with("expiresAt", terms.expiresAt());
  }
}
