package network.clawnet.wallet.transfer;

import java.nio.charset.StandardCharsets;
import network.clawnet.core.account.Accounts;
import network.clawnet.core.account.FeeSchedule;
import network.clawnet.core.account.Funds;
import network.clawnet.core.codec.DecodeException;
import network.clawnet.core.codec.Json;
import network.clawnet.core.event.Changes;
import network.clawnet.core.event.EventContext;
import network.clawnet.core.event.FeeClass;
import network.clawnet.core.event.Movement;
import network.clawnet.core.event.Rules;
import network.clawnet.core.event.Verdict;
import network.clawnet.core.state.StateView;
import network.clawnet.core.units.Tokens;

/** The rules of {@code wallet.transfer}. Source: docs/protocol/events.md, section 6.2. */
public final class Transfers implements Rules<Transfer> {
  public static final String TYPE = "wallet.transfer";

  private final FeeSchedule fees;

  public Transfers(FeeSchedule fees) {
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
    return 10;
  }

  @Override
  public Transfer decode(Json.Obj payload) throws DecodeException {
    return Transfer.decode(payload);
  }

  @Override
  public Tokens minimumFee(Transfer transfer) {
    return fees.transferMin();
  }

  @Override
  public Verdict check(Transfer transfer, EventContext context, StateView view) {
    return otherParty(transfer, context)
        .then(() -> Funds.positive(transfer.amount()))
        .then(() -> shortMemo(transfer))
        .then(() -> Funds.available(transfer.amount(), context, view))
        .then(() -> Funds.fits(Accounts.get(view, transfer.to()).available(), transfer.amount()));
  }

  @Override
  public void apply(Transfer transfer, EventContext context, Changes changes) {
    Accounts.debit(changes, context.issuer(), transfer.amount());
    Accounts.credit(changes, transfer.to(), transfer.amount());
    changes.record(
        new Movement(
            Movement.Kind.TRANSFER, context.issuer(), transfer.to(), transfer.amount(), ""));
  }

  private static Verdict otherParty(Transfer transfer, EventContext context) {
    return transfer.to().equals(context.issuer())
        ? Verdict.reject(TransferCodes.SELF_TRANSFER, "payer and payee are one account")
        : Verdict.accept();
  }

  private static Verdict shortMemo(Transfer transfer) {
    int bytes = transfer.memo().orElse("").getBytes(StandardCharsets.UTF_8).length;
    return bytes > Transfer.MAX_MEMO_BYTES
        ? Verdict.reject(
            TransferCodes.MEMO_TOO_LONG,
            "a memo has at most " + Transfer.MAX_MEMO_BYTES + " bytes, this one " + bytes)
        : Verdict.accept();
  }
}
