package network.clawnet.core.chain.branch;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import network.clawnet.core.account.Accounts;
import network.clawnet.core.block.Block;
import network.clawnet.core.block.BlockDraft;
import network.clawnet.core.block.BodyDigest;
import network.clawnet.core.block.Header;
import network.clawnet.core.block.Outcome;
import network.clawnet.core.chain.rows.ChainReader;
import network.clawnet.core.chain.rows.FinalBlock;
import network.clawnet.core.chain.rows.Head;
import network.clawnet.core.consensus.message.Certificate;
import network.clawnet.core.consensus.set.LeaderTable;
import network.clawnet.core.consensus.step.EpochStart;
import network.clawnet.core.crypto.Hash;
import network.clawnet.core.event.BlockContext;
import network.clawnet.core.event.DueEntry;
import network.clawnet.core.event.Verdict;
import network.clawnet.core.identity.Did;
import network.clawnet.core.ledger.Executed;
import network.clawnet.core.ledger.Execution;
import network.clawnet.core.ledger.LedgerRules;
import network.clawnet.core.ledger.PreparedEvent;
import network.clawnet.core.pool.EventPool;
import network.clawnet.core.pool.PoolLimits;
import network.clawnet.core.port.Store;
import network.clawnet.core.stake.EpochRecord;
import network.clawnet.core.stake.Turn;
import network.clawnet.core.tree.StateTree;
import network.clawnet.core.tree.TreeDelta;
import org.jspecify.annotations.Nullable;

/**
 * The ledger above and below the head: builds, executes and commits blocks, and holds the pool on
 * the preferred tip. Everything here belongs to the ledger thread.
 */
public final class Chain {
  private final LedgerRules rules;
  private final StateTree tree;
  private final EventFates fates;
  private final Branches branches = new Branches();
  private final Unwritten unwritten = new Unwritten();
  private final DueSource dueSource;
  private final Parents parents;
  private final EventPool pool;
  private final LostEvents lost;
  private final PreferredTip tip;
  private Head head;
  private LeaderTable leaders;

  /**
   * Where a ledger goes on from.
   *
   * @param epochStart hash of the block before the first of the epoch in which the next is made
   */
  public record Start(Head head, Header header, Hash epochStart) {}

  /** Joins the parts on a head that is in the database. */
  public Chain(
      LedgerRules rules,
      StateTree tree,
      ChainReader reader,
      Start start,
      PoolLimits limits,
      EventFates fates) {
    this.rules = rules;
    this.tree = tree;
    this.fates = fates;
    this.dueSource = new DueSource(rules.book(), reader, branches, unwritten);
    this.head = start.head();
    this.parents = new Parents(tree, branches, head.hash(), start.header());
    this.leaders = leaders(start.epochStart());
    this.pool = new EventPool(rules, limits, tree);
    this.lost = new LostEvents(pool, new LostEvents.Places(branches, unwritten), tree, fates);
    this.tip = new PreferredTip(branches, parents, pool, lost, fates);
  }

  /**
   * Final blocks, the state's rows, and the state that they bring to the disk.
   *
   * @param nextEpoch the epoch that follows, if the last block ends one
   */
  public record Commit(
      List<FinalBlock> blocks,
      List<Store.Write> batch,
      TreeDelta state,
      Head head,
      @Nullable EpochStart nextEpoch) {}

  /** Returns the events that wait. */
  public EventPool pool() {
    return pool;
  }

  /** Returns the last final block that was executed here. */
  public Head head() {
    return head;
  }

  Header headHeader() {
    return parents.headHeader();
  }

  /** Returns the epoch in which the next block after the head is made. */
  public EpochRecord epoch() {
    return EpochRecord.get(tree);
  }

  /** Returns whether an event waits for a block or is in one that cannot be read yet. */
  public boolean isPending(Hash event) {
    return lost.isPending(event);
  }

  /** The rows of a commit are readable: from now on its events are found there. */
  public void written(Commit commit) {
    unwritten.written(commit.blocks().size());
  }

  /** Returns an account as it is, with what its owner has under way. */
  public AccountMoment account(Did did) {
    return new AccountMoment(Accounts.get(tree, did), tip.eventsOf(did), pool.nextNonce(did));
  }

  /** Builds a block from the pool. */
  public Block build(BlockDraft draft, boolean empty) throws IOException {
    Execution execution = execution(draft);
    if (!empty) {
      fill(execution);
    }
    Executed executed = execution.finish();
    TreeDelta state = tree.update(parents.state(draft.parentHash()), executed.changes());
    List<byte[]> body = executed.body();
    Block block =
        new Block(draft.complete(BodyDigest.of(body), executed.outcome(state.root())), body);
    branches.add(new Branch(block, executed, state));
    return block;
  }

  /**
   * Executes a block whose events are prepared and verified.
   *
   * @return what is wrong with it; empty if nothing
   */
  public String execute(Block block, List<PreparedEvent> events) throws IOException {
    if (branches.find(block.hash()) != null) {
      return "";
    }
    Execution execution = execution(block.header().draft());
    for (int i = 0; i < events.size(); i++) {
      if (!execution.fits(events.get(i))) {
        return "over the limits of a block at event " + i;
      }
      Verdict verdict = execution.offer(events.get(i));
      if (verdict instanceof Verdict.Reject reject) {
        return "event " + i + " is refused: " + reject.code() + ", " + reject.message();
      }
    }
    Executed executed = execution.finish();
    TreeDelta state = tree.update(parents.state(block.header().parentHash()), executed.changes());
    Outcome own = executed.outcome(state.root());
    if (!own.equals(block.header().outcome())) {
      return "execution gives " + own + ", the header says " + block.header().outcome();
    }
    branches.add(new Branch(block, executed, state));
    return "";
  }

  /** Makes executed blocks the head and returns what is to be written, in one batch. */
  public Commit commit(List<Block> blocks, Certificate finalization) {
    List<FinalBlock> finals = new ArrayList<>();
    List<Store.Write> batch = new ArrayList<>();
    List<Branch> losers = new ArrayList<>();
    TreeDelta state = null;
    Block newHead = blocks.get(blocks.size() - 1);
    for (Block block : blocks) {
      Branch branch = branches.find(block.hash());
      if (branch == null) {
        throw new IllegalStateException("a final block was never executed: " + block);
      }
      boolean isLast = block.equals(newHead);
      FinalBlock settled = new FinalBlock(block, isLast ? finalization : null, branch.executed());
      tip.settled(branch);
      unwritten.add(branch);
      tree.commit(branch.state(), batch);
      state = branch.state();
      losers.addAll(branches.settle(block));
      finals.add(settled);
    }
    if (state == null) {
      throw new IllegalArgumentException("nothing to commit");
    }
    settle(newHead, finalization);
    Header header = newHead.header();
    tip.comeBack(losers, rules.next(header.height() + 1, header.tsMs() + 1));
    return new Commit(finals, batch, state, head, nextEpoch(header, finalization));
  }

  private void settle(Block newHead, Certificate finalization) {
    head =
        new Head(
            head.chainId(),
            newHead.header().height(),
            newHead.hash(),
            finalization.epoch(),
            finalization.view());
    parents.settled(head.hash(), newHead.header());
    if (newHead.header().lastOfEpoch()) {
      leaders = leaders(head.hash());
    }
  }

  /** Moves the pool to the block that the next one will most likely be built on. */
  public void prefer(Hash parent, BlockContext next) {
    tip.move(parent, next);
  }

  /** Returns what is due now on the preferred tip. */
  public boolean hasDue(long time) throws IOException {
    return !dueSource.due(tip.hash(), time).isEmpty();
  }

  /** Returns the header of the block that the next one will most likely be built on. */
  public Header tipHeader() {
    return tip.header();
  }

  /** Returns where and when a block after the preferred tip would be made at that moment. */
  public BlockContext nextBlock(long now) {
    Header at = tipHeader();
    return rules.next(at.height() + 1, Math.max(now, at.tsMs() + 1));
  }

  private @Nullable EpochStart nextEpoch(Header header, Certificate finalization) {
    if (!header.lastOfEpoch()) {
      return null;
    }
    EpochRecord record = epoch();
    return new EpochStart(record.epoch(), record.current(), header, finalization);
  }

  private Execution execution(BlockDraft draft) throws IOException {
    BlockContext context = rules.at(draft.slot().height(), draft.tsMs());
    List<DueEntry> due = dueSource.due(draft.parentHash(), draft.tsMs());
    Turn turn = Turn.of(leaders, parents.header(draft.parentHash()), draft.slot());
    return new Execution(rules, context, parents.view(draft.parentHash()), due).led(turn);
  }

  private void fill(Execution execution) {
    List<PreparedEvent> refused = new ArrayList<>();
    List<Verdict.Reject> reasons = new ArrayList<>();
    Iterator<PreparedEvent> ready = pool.readyEvents();
    while (ready.hasNext()) {
      PreparedEvent event = ready.next();
      if (!execution.fits(event)) {
        break;
      }
      if (execution.offer(event) instanceof Verdict.Reject reason && !fates.mayStillFit(reason)) {
        refused.add(event);
        reasons.add(reason);
      }
    }
    for (int i = 0; i < refused.size(); i++) {
      pool.drop(refused.get(i).event().hash());
      lost.lose(refused.get(i), reasons.get(i));
    }
  }

  private LeaderTable leaders(Hash epochStart) {
    EpochRecord record = epoch();
    return LeaderTable.of(record.current(), head.chainId(), record.epoch(), epochStart);
  }
}
