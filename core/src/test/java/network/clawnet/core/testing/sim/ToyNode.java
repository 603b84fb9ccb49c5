package network.clawnet.core.testing.sim;

/** The database of a node with the toy ledger, and its pool. */
final class ToyNode implements NodeLedger {
  final ToyLedger ledger;
  final SimNode node;
  final SimStore store;
  final Pool pool = new Pool();

  ToyNode(ToyLedger ledger, SimNode node) {
    this.ledger = ledger;
    this.node = node;
    store = new SimStore(ledger);
  }

  @Override
  public long height() {
    return store.height();
  }

  @Override
  public void end(boolean powerLost) {
    if (powerLost) {
      store.losePower();
    }
  }

  @Override
  public LedgerRun open(SimProcess process) {
    return new ToyRun(this, process);
  }

  @Override
  public boolean hasFresh() {
    return headState().nonces[ToyLedger.FRESH_ACCOUNT] > 0;
  }

  @Override
  public void inspect(boolean again) {
    // the store holds blocks alone, and each was compared when it was stored
  }

  ToyState headState() {
    return ledger.stateOf(store.head().hash()).orElseThrow();
  }
}
