package network.clawnet.core.ledger;

import network.clawnet.core.genesis.GenesisParams.BlockLimits;

/**
 * How full a block is.
 *
 * @param bytes body bytes, length prefixes included
 * @param units execution units, due entries included
 */
record BlockLoad(int events, long bytes, long units) {
  /** Bytes of the length prefix of each event in a body. */
  private static final int PREFIX_BYTES = 4;

  /** Execution units of one due entry. */
  private static final int DUE_UNITS = 20;

  static BlockLoad ofDue(int entries) {
    return new BlockLoad(0, 0, (long) entries * DUE_UNITS);
  }

  BlockLoad plus(PreparedEvent event) {
    return new BlockLoad(
        events + 1, bytes + PREFIX_BYTES + event.bytes(), units + event.executionUnits());
  }

  boolean within(BlockLimits limits) {
    return events <= limits.maxEvents()
        && bytes <= limits.maxBytes()
        && units <= limits.maxExecutionUnits();
  }
}
