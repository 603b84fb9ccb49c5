package network.clawnet.market.contract;

import java.util.Optional;
import network.clawnet.core.event.Changes;
import network.clawnet.core.identity.Did;
import network.clawnet.core.units.Tokens;
import network.clawnet.market.contract.Contract.Sums;
import network.clawnet.market.kernel.Hold;
import network.clawnet.market.kernel.MarketParams;

/** Adds up what one event pays for milestones that end, and pays it at once. */
final class Settlement {
  private final MarketParams params;
  private final Contract contract;
  private Tokens settled = Tokens.ZERO;
  private Tokens toProvider = Tokens.ZERO;
  private Tokens fee = Tokens.ZERO;
  private Tokens toArbiter = Tokens.ZERO;
  private Sums sums;

  Settlement(MarketParams params, Contract contract) {
    this.params = params;
    this.contract = contract;
    this.sums = contract.sums();
  }

  /**
   * Adds a milestone.
   *
   * @param part what the provider gets of {@code amount}
   * @param fair what speaks for the client
   * @param counted how much of it counts
   */
  void add(Tokens amount, Tokens part, Tokens fair, Tokens counted) {
    settled = settled.plus(amount);
    toProvider = toProvider.plus(part);
    if (!part.isZero()) {
      fee = fee.plus(params.marketFee(part, params.rates().contract()));
    }
    sums =
        new Sums(
            sums.paid().plus(part),
            sums.fair().plus(fair),
            sums.counted().plus(counted),
            sums.ruled(),
            sums.failed());
  }

  /** Takes the arbiter's fee out of a milestone's amount. */
  void ruled(Tokens amount) {
    toArbiter = toArbiter.plus(params.arbitrationFee(amount));
    sums = new Sums(sums.paid(), sums.fair(), sums.counted(), true, sums.failed());
  }

  /** Notes that the provider has lost a milestone. */
  void failed() {
    sums = new Sums(sums.paid(), sums.fair(), sums.counted(), sums.ruled(), true);
  }

  Sums sums() {
    return sums;
  }

  void pay(Changes changes) {
    Optional<Did> arbiter = toArbiter.isZero() ? Optional.empty() : contract.parties().arbiter();
    contract.hold(settled).settle(new Hold.Shares(toProvider, fee, arbiter, toArbiter), changes);
  }
}
