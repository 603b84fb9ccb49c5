package network.clawnet.core.ledger;

import network.clawnet.core.account.EnvelopeRules;
import network.clawnet.core.account.LaneLimits;
import network.clawnet.core.event.BlockContext;
import network.clawnet.core.event.RuleBook;
import network.clawnet.core.genesis.Genesis;
import network.clawnet.core.genesis.GenesisParams;
import network.clawnet.core.genesis.Upgrades;

/** Everything that decides whether a block is right, state and signatures aside. Immutable. */
public record LedgerRules(
    Genesis genesis, RuleBook book, EnvelopeRules envelope, Upgrades upgrades) {
  /** Returns rules that never change. */
  public static LedgerRules of(Genesis genesis, RuleBook book) {
    return of(genesis, book, Upgrades.NONE);
  }

  /** Returns rules that change at the heights agreed upon. */
  public static LedgerRules of(Genesis genesis, RuleBook book, Upgrades upgrades) {
    GenesisParams.EventLimits events = genesis.params().events();
    return new LedgerRules(
        genesis,
        book,
        new EnvelopeRules(
            events.maxAgeMs(),
            events.maxAheadMs(),
            new LaneLimits(events.laneBytesPerSecond(), events.laneBurstBytes())),
        upgrades);
  }

  /** Returns the context of a block that may never be made. */
  public BlockContext next(long height, long time) {
    return new BlockContext(height, time, upgrades.versionAt(height));
  }

  /**
   * Returns the context of a block that is to be executed.
   *
   * @throws UnknownRules if this program cannot
   */
  public BlockContext at(long height, long time) {
    BlockContext block = next(height, time);
    if (block.version() > upgrades.known()) {
      throw new UnknownRules(height, block.version(), upgrades.known());
    }
    return block;
  }

  public GenesisParams params() {
    return genesis.params();
  }
}
