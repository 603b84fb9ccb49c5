package network.clawnet.core.consensus.epoch;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import network.clawnet.core.block.Block;
import network.clawnet.core.block.Header;
import network.clawnet.core.consensus.epoch.KnownBlocks.KnownBlock.Verdict;
import network.clawnet.core.consensus.record.JournalRecord;
import network.clawnet.core.consensus.step.Effect;
import network.clawnet.core.crypto.Hash;

/** The blocks above the floor whose bodies are held, and how far each was executed. */
final class KnownBlocks {
  /** A block above the floor whose body is held. */
  static final class KnownBlock {
    /** What execution said. */
    enum Verdict {
      NONE,
      PENDING,
      OK,
      BAD
    }

    private final Block block;
    private Verdict verdict = Verdict.NONE;
    private String detail = "";
    private boolean journaled;

    KnownBlock(Block block) {
      this.block = block;
    }

    Block block() {
      return block;
    }

    Verdict verdict() {
      return verdict;
    }

    String detail() {
      return detail;
    }

    void judge(Verdict said, String why) {
      verdict = said;
      detail = why;
    }

    boolean journaled() {
      return journaled;
    }

    void markJournaled() {
      journaled = true;
    }
  }

  private final EpochState state;
  private final StepOutput out;
  private final Fetcher fetcher;
  private final Map<Hash, KnownBlock> blocks = new TreeMap<>();

  KnownBlocks(EpochState state, StepOutput out, Fetcher fetcher) {
    this.state = state;
    this.out = out;
    this.fetcher = fetcher;
  }

  /** Keeps a block whose body fits its header, if it is above the floor. */
  void hold(Block block) {
    if (block.header().height() > state.floorHeader().height()
        && blocks.putIfAbsent(block.hash(), new KnownBlock(block)) == null) {
      state.touch();
    }
  }

  /** Takes back a block from the journal. */
  void restore(Block block) {
    hold(block);
    find(block.hash()).ifPresent(KnownBlock::markJournaled);
  }

  Optional<KnownBlock> find(Hash hash) {
    return Optional.ofNullable(blocks.get(hash));
  }

  /** Returns the block's header; the floor's too. */
  Optional<Header> header(Hash hash) {
    return hash.equals(state.floorHash())
        ? Optional.of(state.floorHeader())
        : find(hash).map(it -> it.block().header());
  }

  int size() {
    return blocks.size();
  }

  void drop(Hash hash) {
    blocks.remove(hash);
  }

  /** Forgets blocks that can no longer become final. */
  void prune() {
    long height = state.floorHeader().height();
    blocks.values().removeIf(it -> it.block().header().height() <= height);
  }

  /** Appends the body to the journal unless it is there. */
  void journal(KnownBlock known) {
    if (!known.journaled()) {
      known.markJournaled();
      out.append(new JournalRecord.HeldBlock(known.block()));
    }
  }

  /** Takes the answer to {@link Effect.Execute}; one that nobody waits for is ignored. */
  void executed(Hash hash, boolean valid, String detail) {
    KnownBlock known = blocks.get(hash);
    if (known != null && known.verdict() == Verdict.PENDING) {
      known.judge(valid ? Verdict.OK : Verdict.BAD, detail);
      state.touch();
    }
  }

  /**
   * Returns the verdict on a block; asks for the execution of its lowest ancestor that lacks one,
   * and fetches an ancestor whose body is missing.
   */
  Verdict require(KnownBlock wanted) {
    KnownBlock lowest = wanted;
    while (lowest.verdict() == Verdict.NONE) {
      Hash parent = lowest.block().header().parentHash();
      if (parent.equals(state.floorHash())) {
        return execute(lowest, wanted);
      }
      KnownBlock below = blocks.get(parent);
      if (below == null) {
        fetcher.needBlock(parent, -1);
        return Verdict.NONE;
      }
      if (below.verdict() == Verdict.OK) {
        return execute(lowest, wanted);
      }
      lowest = below;
    }
    return lowest == wanted ? wanted.verdict() : Verdict.NONE;
  }

  private Verdict execute(KnownBlock lowest, KnownBlock wanted) {
    lowest.judge(Verdict.PENDING, "");
    out.add(new Effect.Execute(lowest.block()));
    return wanted.verdict();
  }
}
