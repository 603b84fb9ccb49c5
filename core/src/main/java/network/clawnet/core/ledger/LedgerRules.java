package network.clawnet.core.ledger;

import network.clawnet.core.account.EnvelopeRules;
import network.clawnet.core.account.LaneLimits;
import network.clawnet.core.event.RuleBook;
import network.clawnet.core.genesis.Genesis;
import network.clawnet.core.genesis.GenesisParams;

/** Everything that decides whether a block is right, state and signatures aside. Immutable. */
public record LedgerRules(Genesis genesis, RuleBook book, EnvelopeRules envelope) {
  public static LedgerRules of(Genesis genesis, RuleBook book) {
    GenesisParams.EventLimits events = genesis.params().events();
    return new LedgerRules(
        genesis,
        book,
        new EnvelopeRules(
            events.maxAgeMs(),
            events.maxAheadMs(),
            new LaneLimits(events.laneBytesPerSecond(), events.laneBurstBytes())));
  }

  public GenesisParams params() {
    return genesis.params();
  }
}
