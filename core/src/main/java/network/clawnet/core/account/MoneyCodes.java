package network.clawnet.core.account;

import network.clawnet.core.event.RejectCode;
import network.clawnet.core.event.RejectCode.Kind;

/** Refusals that every rule shares which moves money. */
public final class MoneyCodes {
  public static final RejectCode ZERO_AMOUNT = new RejectCode("ZERO_AMOUNT", Kind.INVALID);
  public static final RejectCode AMOUNT_OVERFLOW = new RejectCode("AMOUNT_OVERFLOW", Kind.INVALID);

  private MoneyCodes() {}
}
