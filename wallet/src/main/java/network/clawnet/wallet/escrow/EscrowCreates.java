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
import network.clawnet.core.identity.Did;
import network.clawnet.core.state.StateView;
import network.clawnet.core.units.Tokens;

/**
 * The rules of {@code wallet.escrow.create}: the issuer opens an escrow and fills it. Source:
 * docs/protocol/events.md, section 6.3.
 */
public final class EscrowCreates implements Rules<EscrowCreate> {
  public static final String TYPE = "wallet.escrow.create";

  private final FeeSchedule fees;

  public EscrowCreates(FeeSchedule fees) {
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
  public EscrowCreate decode(Json.Obj payload) throws DecodeException {
    return EscrowCreate.decode(payload);
  }

  @Override
  public Tokens minimumFee(EscrowCreate event) {
    return fees.escrowFee(event.locks());
  }

  @Override
  public Verdict check(EscrowCreate event, EventContext context, StateView view) {
    return Funds.positive(event.amount())
        .then(() -> partiesDiffer(event, context))
        .then(() -> expiryAhead(event, context))
        .then(() -> idIsFree(event.id(context), view))
        .then(() -> Funds.available(event.locks(), context, view));
  }

  @Override
  public void apply(EscrowCreate event, EventContext context, Changes changes) {
    Escrow empty =
        new Escrow(event.id(context), event.terms(context), Escrow.Sums.NONE, context.hash());
    if (event.autoFund()) {
      EscrowMoney.lock(empty, event.amount(), context.hash(), changes);
    } else {
      Escrows.put(changes, empty);
    }
  }

  private static Verdict partiesDiffer(EscrowCreate event, EventContext context) {
    if (event.beneficiary().equals(context.issuer())) {
      return Verdict.reject(
          EscrowCodes.TO_SELF, "the beneficiary of an escrow is not its depositor");
    }
    if (event.arbiter().isEmpty()) {
      return event.releaseRules().stream().anyMatch(rule -> rule.by() == ReleaseRule.By.ARBITER)
          ? Verdict.reject(EscrowCodes.ARBITER_INVALID, "a rule needs an arbiter: name one")
          : Verdict.accept();
    }
    Did arbiter = event.arbiter().get();
    return arbiter.equals(context.issuer()) || arbiter.equals(event.beneficiary())
        ? Verdict.reject(
            EscrowCodes.ARBITER_INVALID, "the arbiter is neither depositor nor beneficiary")
        : Verdict.accept();
  }

  private static Verdict expiryAhead(EscrowCreate event, EventContext context) {
    return event.terms(context).isExpiredAt(context.block().time())
        ? Verdict.reject(EscrowCodes.EXPIRY_PAST, "expiresAt must lie in the future")
        : Verdict.accept();
  }

  private static Verdict idIsFree(String id, StateView view) {
    return Escrows.get(view, id).isPresent()
        ? Verdict.reject(EscrowCodes.EXISTS, "the escrow id \"" + id + "\" is taken")
        : Verdict.accept();
  }
}
