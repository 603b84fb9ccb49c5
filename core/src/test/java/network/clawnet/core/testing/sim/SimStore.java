package network.clawnet.core.testing.sim;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import network.clawnet.core.block.Block;
import network.clawnet.core.block.Header;
import network.clawnet.core.consensus.message.Certificate;
import network.clawnet.core.consensus.step.EpochStart;
import network.clawnet.core.consensus.step.FinalPoint;
import network.clawnet.core.crypto.Hash;
import org.jspecify.annotations.Nullable;

/** The database of a node: final blocks, of which a power cut keeps those that were flushed. */
final class SimStore {
  /** A final block and the view whose certificate made it final. */
  private record Held(Block block, long view, @Nullable Certificate certificate) {}

  private final ToyLedger ledger;
  private final List<Held> chain = new ArrayList<>();
  private final Map<Hash, Block> byHash = new HashMap<>();
  private int durable;

  SimStore(ToyLedger ledger) {
    this.ledger = ledger;
    chain.add(new Held(ledger.genesis(), 0, null));
    byHash.put(ledger.genesis().hash(), ledger.genesis());
  }

  int height() {
    return chain.size() - 1;
  }

  int durableHeight() {
    return durable;
  }

  Block head() {
    return chain.get(height()).block;
  }

  Block at(int height) {
    return chain.get(height).block;
  }

  Optional<Block> byHash(Hash hash) {
    return Optional.ofNullable(byHash.get(hash));
  }

  /** Stores final blocks; those it has already are compared. */
  void commit(List<Block> blocks, Certificate finalization) {
    for (int i = 0; i < blocks.size(); i++) {
      Block block = blocks.get(i);
      boolean last = i == blocks.size() - 1;
      append(
          last
              ? new Held(block, finalization.view(), finalization)
              : new Held(block, block.header().view(), null));
    }
  }

  private void append(Held held) {
    Block block = held.block;
    int height = (int) block.header().height();
    if (height <= height()) {
      if (!at(height).equals(block)) {
        throw new Violation("I1: a node finalizes " + block + " over " + at(height));
      }
      return;
    }
    if (height != height() + 1 || !block.header().parentHash().equals(head().hash())) {
      throw new Violation("commit of " + block + " does not follow " + head());
    }
    chain.add(held);
    byHash.put(block.hash(), block);
  }

  /** Takes what a peer has above the own head; it is durable at once. */
  void copyFrom(SimStore peer) {
    for (int height = height() + 1; height <= peer.height(); height++) {
      append(peer.chain.get(height));
    }
    durable = height();
  }

  void flush() {
    durable = height();
  }

  void losePower() {
    while (height() > durable) {
      byHash.remove(chain.remove(height()).block.hash());
    }
  }

  /** Returns the epoch that follows from the head. */
  EpochStart epochStart() {
    return epochStart(height());
  }

  private EpochStart epochStart(int height) {
    int at = height;
    while (at > 0 && !at(at).header().lastOfEpoch()) {
      at--;
    }
    Held start = chain.get(at);
    long epoch = at == 0 ? 0 : start.block.header().epoch() + 1;
    return new EpochStart(epoch, ledger.setOf(epoch), start.block.header(), start.certificate);
  }

  FinalPoint finalPoint() {
    Header head = head().header();
    Held held = chain.get(height());
    long view = head.lastOfEpoch() ? 0 : held.view;
    return new FinalPoint(view, head, held.certificate);
  }

  /** Returns (epoch, view) of the durable head, as two numbers that compare in order. */
  long[] durableMark() {
    return mark(durable);
  }

  long[] memoryMark() {
    return mark(height());
  }

  private long[] mark(int height) {
    Held held = chain.get(height);
    return new long[] {held.block.header().epoch(), held.view};
  }
}
