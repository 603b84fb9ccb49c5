package network.clawnet.wallet.transfer;

import network.clawnet.core.event.RejectCode;
import network.clawnet.core.event.RejectCode.Kind;

/** Refusals of transfers; those of amounts are {@link network.clawnet.core.account.MoneyCodes}. */
public final class TransferCodes {
  public static final RejectCode SELF_TRANSFER = new RejectCode("SELF_TRANSFER", Kind.INVALID);
  public static final RejectCode MEMO_TOO_LONG = new RejectCode("MEMO_TOO_LONG", Kind.INVALID);

  private TransferCodes() {}
}
