package network.clawnet.core.account;

/** Module bytes of the replicated state that belong to no single rule. Never reused. */
final class LedgerModules {
  static final byte TREASURY = 2;
  static final byte LANE = 3;

  private LedgerModules() {}
}
