package network.clawnet.core.chain;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongConsumer;
import network.clawnet.core.block.Block;
import network.clawnet.core.block.Header;
import network.clawnet.core.block.Outcome;
import network.clawnet.core.chain.branch.DueSource;
import network.clawnet.core.chain.rows.BlockRows;
import network.clawnet.core.chain.rows.ChainReader;
import network.clawnet.core.consensus.set.LeaderTable;
import network.clawnet.core.crypto.Hash;
import network.clawnet.core.event.BlockContext;
import network.clawnet.core.event.DueEntry;
import network.clawnet.core.event.EventFault;
import network.clawnet.core.event.Verdict;
import network.clawnet.core.ledger.Executed;
import network.clawnet.core.ledger.Execution;
import network.clawnet.core.ledger.LedgerRules;
import network.clawnet.core.ledger.PreparedEvent;
import network.clawnet.core.port.Store;
import network.clawnet.core.stake.EpochRecord;
import network.clawnet.core.stake.Turn;
import network.clawnet.core.tree.StateTree;
import network.clawnet.core.tree.TreeDelta;

/**
 * Executes a ledger again from block 0 on an empty database and compares what every header says:
 * signatures, receipts and state roots. One thread, besides the checker's.
 */
public final class Replay {
  private final ChainReader source;
  private final LedgerRules rules;
  private final BlockChecker checker;

  public Replay(ChainReader source, LedgerRules rules, BlockChecker checker) {
    this.source = source;
    this.rules = rules;
    this.checker = checker;
  }

  /**
   * What was found.
   *
   * @param height of the last block that was executed
   * @param fault what is wrong with the block after it; empty if all is well
   */
  public record Result(long height, long events, Hash stateRoot, Optional<Fault> fault) {}

  /**
   * The first block that is not as its header says.
   *
   * @param expected what the header says
   * @param actual what execution gives, or why it stopped
   */
  public record Fault(long height, String expected, String actual) {}

  /**
   * Executes the blocks 1 to {@code head}.
   *
   * @param scratch an empty store with {@link LedgerDatabase#families}; used up by this
   * @param progress told each height that is done
   * @throws IOException if a block of the source cannot be read
   */
  public Result run(Store scratch, long head, long cacheBytes, LongConsumer progress)
      throws IOException {
    LedgerDatabase copy = LedgerDatabase.open(scratch, rules.genesis(), cacheBytes);
    DueSource dueSource = DueSource.ofFinal(rules.book(), copy.reader());
    Led led = new Led(copy, copy.start().header());
    long events = 0;
    for (long height = 1; height <= head; height++) {
      long at = height;
      Block block =
          source
              .fullBlock(height)
              .orElseThrow(() -> new IOException("block " + at + " is missing"));
      Optional<Fault> fault = execute(block, led, copy, dueSource);
      if (fault.isPresent()) {
        return new Result(height - 1, events, copy.tree().root(), fault);
      }
      led = led.after(block.header(), copy);
      events += block.events().size();
      progress.accept(height);
    }
    return new Result(head, events, copy.tree().root(), Optional.empty());
  }

  /** The block before, and whose turn it is after it. */
  private record Led(Header parent, LeaderTable leaders) {
    Led(LedgerDatabase copy, Header epochStart) {
      this(epochStart, table(copy, epochStart));
    }

    Led after(Header block, LedgerDatabase copy) {
      return block.lastOfEpoch() ? new Led(copy, block) : new Led(block, leaders);
    }

    private static LeaderTable table(LedgerDatabase copy, Header epochStart) {
      EpochRecord epoch = EpochRecord.get(copy.tree());
      return LeaderTable.of(
          epoch.current(), epochStart.chainId(), epoch.epoch(), epochStart.hash());
    }
  }

  private Optional<Fault> execute(Block block, Led led, LedgerDatabase copy, DueSource dueSource)
      throws IOException {
    Hash parent = led.parent().hash();
    long height = block.header().height();
    if (!block.header().parentHash().equals(parent)) {
      return Optional.of(new Fault(height, parent.hex(), block.header().parentHash().hex()));
    }
    if (!block.bodyMatches()) {
      return Optional.of(
          new Fault(height, block.header().body().eventsRoot().hex(), "another body"));
    }
    StateTree tree = copy.tree();
    BlockContext context = rules.at(height, block.header().tsMs());
    List<DueEntry> due = dueSource.due(parent, block.header().tsMs());
    Turn turn = Turn.of(led.leaders(), led.parent(), block.header().slot());
    Execution execution = new Execution(rules, context, tree, due).led(turn);
    Optional<String> refusal = offerAll(execution, block);
    if (refusal.isPresent()) {
      return Optional.of(new Fault(height, "every event succeeds", refusal.get()));
    }
    Executed executed = execution.finish();
    TreeDelta state = tree.update(null, executed.changes());
    Outcome own = executed.outcome(state.root());
    if (!own.equals(block.header().outcome())) {
      return Optional.of(new Fault(height, block.header().outcome().toString(), own.toString()));
    }
    List<Store.Write> batch = new ArrayList<>();
    tree.commit(state, batch);
    BlockRows.writeDue(executed, batch);
    copy.store().write(batch, false);
    tree.written(state);
    return Optional.empty();
  }

  private Optional<String> offerAll(Execution execution, Block block) {
    try {
      for (PreparedEvent event : checker.check(block)) {
        if (execution.offer(event) instanceof Verdict.Reject reject) {
          return Optional.of(reject.code() + ": " + reject.message());
        }
      }
      return Optional.empty();
    } catch (EventFault e) {
      return Optional.of(e.code() + ": " + e.getMessage());
    }
  }
}
