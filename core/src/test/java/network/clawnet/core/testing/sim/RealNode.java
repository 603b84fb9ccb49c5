package network.clawnet.core.testing.sim;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Map;
import network.clawnet.core.account.Accounts;
import network.clawnet.core.block.Block;
import network.clawnet.core.block.MerkleRoot;
import network.clawnet.core.chain.LedgerDatabase;
import network.clawnet.core.chain.Replay;
import network.clawnet.core.chain.rows.ChainReader;
import network.clawnet.core.chain.rows.EventLocation;
import network.clawnet.core.crypto.Hash;
import network.clawnet.core.ledger.Receipt;
import network.clawnet.core.state.StateKey;
import network.clawnet.core.testing.MemoryStore;
import org.jspecify.annotations.Nullable;

/** The ledger database of a simulated node, opened by one process after the other. */
final class RealNode implements NodeLedger {
  static final long CACHE_BYTES = 1 << 20;

  final RealLedger ledger;
  final SimNode node;
  private MemoryStore store = new MemoryStore();
  private @Nullable RealRun running;

  RealNode(RealLedger ledger, SimNode node) {
    this.ledger = ledger;
    this.node = node;
  }

  MemoryStore store() {
    return store;
  }

  @Override
  public long height() {
    try {
      return reader().head().map(it -> it.height()).orElse(0L);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The store writes no log: what it did not flush goes with the process, however that ends. */
  @Override
  public void end(boolean powerLost) {
    running = null;
    store = store.crash();
  }

  @Override
  public LedgerRun open(SimProcess process) throws IOException {
    store.failOn(
        access -> {
          if (access == MemoryStore.Access.WRITE || access == MemoryStore.Access.FLUSH) {
            node.world.crashPoint.pass(node.index);
          }
        });
    RealRun run = new RealRun(this, process);
    running = run;
    return run;
  }

  @Override
  public boolean hasFresh() {
    RealRun run = running;
    return run != null && Accounts.get(run.state(), ledger.freshAccount()).nonce() > 0;
  }

  ChainReader reader() {
    return new ChainReader(store, ledger.genesis.params().block().maxBytes());
  }

  /** Opens what a clean stop would leave. */
  @Override
  public void inspect(boolean again) throws IOException {
    store.flush();
    LedgerDatabase found = LedgerDatabase.open(store.crash(), ledger.genesis, CACHE_BYTES);
    Hash head = found.start().head().hash();
    Map<StateKey, byte[]> expected =
        ledger.stateOf(head).orElseThrow(() -> new Violation("I4: an unknown head is stored"));
    if (!found.tree().recompute().equals(found.tree().root())) {
      throw new Violation("I4: the stored state does not have its root");
    }
    for (Map.Entry<StateKey, byte[]> entry : expected.entrySet()) {
      if (!Arrays.equals(entry.getValue(), found.tree().get(entry.getKey()))) {
        throw new Violation("I4: n" + node.index + " stores another value at " + entry.getKey());
      }
    }
    long height = found.start().head().height();
    for (long at = 1; at <= height; at++) {
      inspect(found.reader(), at);
    }
    if (again) {
      replay(found, height);
    }
  }

  private void replay(LedgerDatabase found, long height) throws IOException {
    Replay.Result result =
        new Replay(found.reader(), ledger.rules, ledger.checker)
            .run(new MemoryStore(), height, CACHE_BYTES, done -> {});
    if (result.fault().isPresent()) {
      throw new Violation("I4: executing again: " + result.fault().get());
    }
  }

  private void inspect(ChainReader reader, long height) throws IOException {
    Block block =
        reader.fullBlock(height).orElseThrow(() -> new Violation("I7: no block at " + height));
    var receipts = reader.receipts(height).orElseThrow();
    if (!MerkleRoot.of(receipts.stream().map(Receipt::encode).toList())
        .equals(block.header().outcome().receiptsRoot())) {
      throw new Violation("I6: the receipts of block " + height + " are not those of its header");
    }
    for (int index = 0; index < block.events().size(); index++) {
      Hash event = ledger.hashOf(block.events().get(index));
      EventLocation place = reader.locate(event).orElse(null);
      if (place == null || place.height() != height || place.index() != index) {
        throw new Violation("I6: event " + event + " of block " + height + " is found at " + place);
      }
    }
  }
}
