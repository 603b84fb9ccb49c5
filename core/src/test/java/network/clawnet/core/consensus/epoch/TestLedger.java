package network.clawnet.core.consensus.epoch;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import network.clawnet.core.block.Block;
import network.clawnet.core.block.BlockDraft;
import network.clawnet.core.block.BodyDigest;
import network.clawnet.core.block.Header;
import network.clawnet.core.block.Outcome;
import network.clawnet.core.block.Slot;
import network.clawnet.core.consensus.message.Certificate;
import network.clawnet.core.consensus.set.ValidatorSet;
import network.clawnet.core.consensus.step.EpochStart;
import network.clawnet.core.consensus.step.FinalPoint;
import network.clawnet.core.crypto.Hash;
import org.jspecify.annotations.Nullable;

/** A ledger whose state is the hash of its history; events are opaque and always succeed. */
final class TestLedger {
  static final long GENESIS_MS = 1_000_000_000L;

  private final List<ValidatorSet> sets;
  private final long epochMs;
  private final Map<Hash, Block> executed = new TreeMap<>();
  final List<Block> chain = new ArrayList<>();
  final Map<Long, Certificate> certificates = new TreeMap<>();
  final Map<Long, EpochStart> epochs = new TreeMap<>();

  /** Epoch e is run by set min(e, last). */
  TestLedger(List<ValidatorSet> sets, long epochMs) {
    this.sets = sets;
    this.epochMs = epochMs;
    Block genesis = genesis(sets.get(0));
    chain.add(genesis);
    executed.put(genesis.hash(), genesis);
    epochs.put(0L, new EpochStart(0, sets.get(0), genesis.header(), null));
  }

  static Block genesis(ValidatorSet set) {
    Outcome outcome = new Outcome(false, Hash.ZERO, Hash.ZERO, set.hash());
    BlockDraft draft =
        new BlockDraft(Keys.CHAIN, new Slot(0, 0, 0, 0), Hash.ZERO, GENESIS_MS, set.hash());
    return new Block(draft.complete(BodyDigest.of(List.of()), outcome), List.of());
  }

  Header head() {
    return chain.get(chain.size() - 1).header();
  }

  EpochStart epoch() {
    Header head = head();
    return Objects.requireNonNull(epochs.get(head.lastOfEpoch() ? head.epoch() + 1 : head.epoch()));
  }

  FinalPoint headPoint() {
    Header head = head();
    if (epoch().startBlock().equals(head)) {
      return FinalPoint.of(epoch());
    }
    Certificate certificate = certificates.get(head.height());
    return new FinalPoint(
        certificate == null ? head.view() : certificate.view(), head, certificate);
  }

  boolean knows(Hash parent) {
    return executed.containsKey(parent);
  }

  Block build(BlockDraft draft, List<byte[]> events) {
    Header header = draft.complete(BodyDigest.of(events), outcome(draft, BodyDigest.of(events)));
    Block block = new Block(header, events);
    executed.put(block.hash(), block);
    return block;
  }

  boolean execute(Block block) {
    if (!executed.containsKey(block.header().parentHash())) {
      throw new IllegalStateException("the parent was not executed");
    }
    Header header = block.header();
    boolean good = header.outcome().equals(outcome(header.draft(), header.body()));
    if (good) {
      executed.put(block.hash(), block);
    }
    return good;
  }

  /** Stores final blocks; returns the next epoch if the last one ends its own. */
  @Nullable EpochStart commit(List<Block> blocks, Certificate finalization) {
    for (Block block : blocks) {
      if (block.header().height() < chain.size()) {
        if (!chain.get((int) block.header().height()).equals(block)) {
          throw new IllegalStateException("commit of another history");
        }
        continue;
      }
      if (!block.header().parentHash().equals(chain.get(chain.size() - 1).hash())) {
        throw new IllegalStateException("commit of a block that does not follow");
      }
      if (!executed.containsKey(block.hash())) {
        throw new IllegalStateException("commit of a block that was not executed");
      }
      chain.add(block);
    }
    Header last = blocks.get(blocks.size() - 1).header();
    certificates.put(last.height(), finalization);
    if (!last.lastOfEpoch()) {
      return null;
    }
    EpochStart next = new EpochStart(last.epoch() + 1, set(last.epoch() + 1), last, finalization);
    epochs.put(next.epoch(), next);
    return next;
  }

  /** Block sync: takes over what another node's store has more. */
  void copyFrom(TestLedger other) {
    for (int height = chain.size(); height < other.chain.size(); height++) {
      Block block = other.chain.get(height);
      chain.add(block);
      executed.put(block.hash(), block);
    }
    other.certificates.forEach(certificates::putIfAbsent);
    other.epochs.forEach(epochs::putIfAbsent);
  }

  /** Loses overlays and the newest blocks, whose batches were not synced; the journal has them. */
  void crash(int blocks) {
    for (int i = 0; i < blocks && chain.size() > 1; i++) {
      Header lost = chain.remove(chain.size() - 1).header();
      certificates.remove(lost.height());
      if (lost.lastOfEpoch()) {
        epochs.remove(lost.epoch() + 1);
      }
    }
    executed.clear();
    chain.forEach(it -> executed.put(it.hash(), it));
  }

  Set<String> finalEvents() {
    TreeSet<String> events = new TreeSet<>();
    for (Block block : chain) {
      block.events().forEach(it -> events.add(new String(it, StandardCharsets.UTF_8)));
    }
    return events;
  }

  /** Returns the events from a block down to the head of the store. */
  Set<String> eventsUpTo(Hash tip) {
    Set<String> events = finalEvents();
    Block at = executed.get(tip);
    while (at != null && at.header().height() > head().height()) {
      at.events().forEach(it -> events.add(new String(it, StandardCharsets.UTF_8)));
      at = executed.get(at.header().parentHash());
    }
    return events;
  }

  ValidatorSet set(long epoch) {
    return sets.get((int) Math.min(epoch, sets.size() - 1));
  }

  private Outcome outcome(BlockDraft draft, BodyDigest body) {
    Hash before =
        Objects.requireNonNull(executed.get(draft.parentHash())).header().outcome().stateRoot();
    Hash after =
        body.eventCount() == 0 ? before : Hash.sha256(before.bytes(), body.eventsRoot().bytes());
    long start = Objects.requireNonNull(epochs.get(draft.slot().epoch())).startBlock().tsMs();
    boolean last = draft.tsMs() >= start + epochMs;
    return new Outcome(last, body.eventsRoot(), after, set(draft.slot().epoch() + 1).hash());
  }
}
