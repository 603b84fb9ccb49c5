package network.clawnet.market.kernel;

import network.clawnet.core.genesis.MarketRates;
import network.clawnet.core.units.Tokens;

/**
 * The numbers of the markets, which the genesis document fixes. Source: docs/protocol/market.md,
 * sections 2.2 and 6.
 *
 * @param rates market fees of each kind of deal
 * @param arbitrationRate part of a disputed amount that goes to the arbiter who rules, in 1/10 000
 * @param feeCap largest market fee and largest arbitration fee
 * @param seatStake what a seat of an arbiter costs
 * @param unbondingMs how long a seat's money stays locked after it was given up, milliseconds
 */
public record MarketParams(
    Rates rates, int arbitrationRate, Tokens feeCap, Tokens seatStake, long unbondingMs) {
  /** Parts of a whole in rates and shares. */
  public static final int WHOLE = 10_000;

  /** What holds on a network whose genesis document says nothing. */
  public static final MarketParams DEFAULT = of(MarketRates.standard());

  /**
   * Market fees, in 1/10 000 of what the side gets that delivers.
   *
   * @param contract of each milestone
   */
  public record Rates(int info, int task, int lease, int contract) {}

  /** Returns the numbers of a network. */
  public static MarketParams of(MarketRates given) {
    return new MarketParams(
        new Rates(given.info(), given.task(), given.lease(), given.contract()),
        given.arbitration(),
        new Tokens(given.feeCap()),
        new Tokens(given.seat().stake()),
        given.seat().unbondingMs());
  }

  /** Returns the market fee of what a seller gets, at one of the rates above. */
  public Tokens marketFee(Tokens toSeller, int rate) {
    return capped(toSeller, rate);
  }

  /** Returns what the arbiter gets out of a disputed amount. */
  public Tokens arbitrationFee(Tokens amount) {
    return capped(amount, arbitrationRate);
  }

  /** Returns the share of an amount, rounded down; exact. */
  public static Tokens share(Tokens amount, int rate) {
    // split, so that no product exceeds a long
    long whole = amount.value() / WHOLE * rate;
    long rest = amount.value() % WHOLE * rate / WHOLE;
    return new Tokens(whole + rest);
  }

  private Tokens capped(Tokens amount, int rate) {
    long fee = Math.max(1, Math.min(feeCap.value(), share(amount, rate).value()));
    return new Tokens(Math.min(amount.value(), fee));
  }
}
