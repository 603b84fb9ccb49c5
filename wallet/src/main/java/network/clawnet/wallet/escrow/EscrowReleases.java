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
 * The rules of {@code wallet.escrow.release}: whom the rule names pays the beneficiary. Source:
 * docs/protocol/events.md, section 6.3.
 */
public final class EscrowReleases implements Rules<EscrowRelease> {
  public static final String TYPE = "wallet.escrow.release";

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
  public EscrowRelease decode(Json.Obj payload) throws DecodeException {
    return EscrowRelease.decode(payload);
  }

  @Override
  public Tokens minimumFee(EscrowRelease event) {
    return Tokens.ZERO;
  }

  @Override
  public Verdict check(EscrowRelease event, EventContext context, StateView view) {
    return Escrows.get(view, event.escrowId())
        .map(escrow -> check(escrow, event, context))
        .orElseGet(() -> EscrowChecks.notFound(event.escrowId()));
  }

  @Override
  public void apply(EscrowRelease event, EventContext context, Changes changes) {
    Escrow escrow = Escrows.get(changes, event.escrowId()).orElseThrow();
    EscrowMoney.release(escrow, event.amount(), context.hash(), changes);
  }

  private static Verdict check(Escrow escrow, EscrowRelease event, EventContext context) {
    return EscrowChecks.holding(escrow)
        .then(() -> mayRelease(escrow, event.ruleId(), context))
        .then(() -> EscrowChecks.current(escrow, event.resourcePrev()))
        .then(() -> Funds.positive(event.amount()))
        .then(() -> EscrowChecks.covered(escrow, event.amount()));
  }

  private static Verdict mayRelease(Escrow escrow, String ruleId, EventContext context) {
    return escrow
        .terms()
        .rule(ruleId)
        .map(
            rule ->
                signed(rule, escrow.terms(), context)
                    .then(() -> EscrowChecks.notExpired(escrow, context))
                    .then(() -> inTime(rule, context)))
        .orElseGet(
            () ->
                Verdict.reject(
                    EscrowCodes.RULE_NOT_FOUND, "the escrow has no rule \"" + ruleId + "\""));
  }

  private static Verdict signed(ReleaseRule rule, EscrowTerms terms, EventContext context) {
    if (rule.by().authorizes(context, terms)) {
      return Verdict.accept();
    }
    boolean half = context.signedBy(terms.depositor()) || context.signedBy(terms.beneficiary());
    return rule.by() == ReleaseRule.By.BOTH && half
        ? Verdict.reject(
            EscrowCodes.COSIGN_MISSING, "this rule needs depositor and beneficiary: add a cosign")
        : Verdict.reject(
            EscrowCodes.RELEASE_FORBIDDEN, "this rule is used by: " + rule.by().text());
  }

  private static Verdict inTime(ReleaseRule rule, EventContext context) {
    return context.block().time() < rule.notBefore()
        ? Verdict.reject(EscrowCodes.RULE_TOO_EARLY, "the rule cannot be used yet")
            .with("notBefore", rule.notBefore())
        : Verdict.accept();
  }
}
