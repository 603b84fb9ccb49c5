package network.clawnet.core.chain.branch;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import network.clawnet.core.account.AccountCodes;
import network.clawnet.core.account.Accounts;
import network.clawnet.core.block.Block;
import network.clawnet.core.block.BlockDraft;
import network.clawnet.core.block.BodyDigest;
import network.clawnet.core.block.Header;
import network.clawnet.core.block.Outcome;
import network.clawnet.core.chain.rows.ChainReader;
import network.clawnet.core.chain.rows.FinalBlock;
import network.clawnet.core.chain.rows.Head;
import network.clawnet.core.codec.Json;
import network.clawnet.core.consensus.message.Certificate;
import network.clawnet.core.consensus.set.LeaderTable;
import network.clawnet.core.consensus.step.EpochStart;
import network.clawnet.core.crypto.Hash;
import network.clawnet.core.event.BlockContext;
import network.clawnet.core.event.DueEntry;
import network.clawnet.core.event.Envelope;
import network.clawnet.core.event.SignedEvent;
import network.clawnet.core.event.Verdict;
import network.clawnet.core.identity.Did;
import network.clawnet.core.ledger.Executed;
import network.clawnet.core.ledger.Execution;
import network.clawnet.core.ledger.LedgerRules;
import network.clawnet.core.ledger.PreparedEvent;
import network.clawnet.core.pool.EventPool;
import network.clawnet.core.pool.PendingEvent;
import network.clawnet.core.pool.PoolLimits;
import network.clawnet.core.port.Store;
import network.clawnet.core.stake.EpochRecord;
import network.clawnet.core.stake.Turn;
import network.clawnet.core.state.StateView;
import network.clawnet.core.tree.StateTree;
import network.clawnet.core.tree.TreeDelta;
import org.jspecify.annotations.Nullable;

/**
 * The ledger above and below the head: builds, executes and commits blocks, and holds the pool on
 * the preferred tip. Everything here belongs to the ledger thread.
 */
public final class Chain {
  /** Most events out of the pool that are tried again; more are forgotten. */
  private static final int MAX_UNDECIDED = 10_000;

  private final LedgerRules rules;
  private final StateTree tree;
  private final EventFates fates;
  private final Branches branches = new Branches();
  private final DueSource dueSource;
  private final EventPool pool;
  private final Deque<Branch> unwritten = new ArrayDeque<>();

  /** Out of the pool, but perhaps not for ever: they are tried again with each final block. */
  private final Map<Hash, PreparedEvent> undecided = new LinkedHashMap<>();

  private Head head;
  private Header headHeader;
  private Hash tip;
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
    this.headHeader = start.header();
    this.tip = head.hash();
    this.leaders = leaders(start.epochStart());
    this.pool = new EventPool(rules, limits, tree);
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
    return headHeader;
  }

  /** Returns the epoch in which the next block after the head is made. */
  public EpochRecord epoch() {
    return EpochRecord.get(tree);
  }

  /** Returns whether an event waits for a block or is in one that cannot be read yet. */
  public boolean isPending(Hash event) {
    return pool.contains(event)
        || undecided.containsKey(event)
        || branches.holds(event)
        || unwritten.stream().anyMatch(it -> it.holds(event));
  }

  /** The rows of a commit are readable: from now on its events are found there. */
  public void written(Commit commit) {
    for (int i = 0; i < commit.blocks().size(); i++) {
      unwritten.remove();
    }
  }

  /** Returns an account as it is, with what its owner has under way. */
  public AccountMoment account(Did did) {
    List<PendingEvent> pending = new ArrayList<>();
    for (Branch branch : branches.pathTo(tip)) {
      pending.addAll(branch.eventsOf(did));
    }
    if (pool.hasEventsOf(did)) {
      pool.pending().stream()
          .filter(it -> it.prepared().event().issuer().equals(did))
          .forEach(pending::add);
    }
    return new AccountMoment(Accounts.get(tree, did), pending, pool.nextNonce(did));
  }

  /** Builds a block from the pool. */
  public Block build(BlockDraft draft, boolean empty) throws IOException {
    Execution execution = execution(draft);
    if (!empty) {
      fill(execution);
    }
    Executed executed = execution.finish();
    TreeDelta state = tree.update(stateOf(draft.parentHash()), executed.changes());
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
    TreeDelta state = tree.update(stateOf(block.header().parentHash()), executed.changes());
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
    List<Branch> lost = new ArrayList<>();
    TreeDelta state = null;
    Block newHead = blocks.get(blocks.size() - 1);
    for (Block block : blocks) {
      Branch branch = branches.find(block.hash());
      if (branch == null) {
        throw new IllegalStateException("a final block was never executed: " + block);
      }
      boolean isLast = block.equals(newHead);
      FinalBlock settled = new FinalBlock(block, isLast ? finalization : null, branch.executed());
      leavePool(branch);
      unwritten.add(branch);
      tree.commit(branch.state(), batch);
      state = branch.state();
      lost.addAll(branches.settle(block));
      finals.add(settled);
      headHeader = block.header();
    }
    if (state == null) {
      throw new IllegalArgumentException("nothing to commit");
    }
    head =
        new Head(
            head.chainId(),
            headHeader.height(),
            newHead.hash(),
            finalization.epoch(),
            finalization.view());
    if (headHeader.lastOfEpoch()) {
      leaders = leaders(head.hash());
    }
    comeBack(lost);
    return new Commit(finals, batch, state, head, nextEpoch(finalization));
  }

  /** Moves the pool to the block that the next one will most likely be built on. */
  public void prefer(Hash parent, BlockContext next) {
    boolean known = parent.equals(head.hash()) || branches.find(parent) != null;
    Hash target = known ? parent : head.hash();
    if (!target.equals(tip)) {
      List<Branch> left = new ArrayList<>(branches.pathTo(tip));
      left.removeAll(branches.pathTo(target));
      rebase(target, next, eventsOf(left));
    }
  }

  /** Returns what is due now on the preferred tip. */
  public boolean hasDue(long time) throws IOException {
    return !dueSource.due(tip, time).isEmpty();
  }

  /** Returns the header of the block that the next one will most likely be built on. */
  public Header tipHeader() {
    return headerOf(tip);
  }

  /** Returns where and when a block after the preferred tip would be made at that moment. */
  public BlockContext nextBlock(long now) {
    Header at = tipHeader();
    return rules.next(at.height() + 1, Math.max(now, at.tsMs() + 1));
  }

  private @Nullable EpochStart nextEpoch(Certificate finalization) {
    if (!headHeader.lastOfEpoch()) {
      return null;
    }
    EpochRecord record = epoch();
    return new EpochStart(record.epoch(), record.current(), headHeader, finalization);
  }

  private Execution execution(BlockDraft draft) throws IOException {
    BlockContext context = rules.at(draft.slot().height(), draft.tsMs());
    List<DueEntry> due = dueSource.due(draft.parentHash(), draft.tsMs());
    Turn turn = Turn.of(leaders, headerOf(draft.parentHash()), draft.slot());
    return new Execution(rules, context, viewOf(draft.parentHash()), due).led(turn);
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
      lose(refused.get(i), reasons.get(i));
    }
  }

  private void leavePool(Branch branch) {
    for (PreparedEvent event : branch.executed().events()) {
      pool.drop(event.event().hash());
      undecided.remove(event.event().hash());
    }
  }

  /** Events of blocks that lost wait again, unless the winner made them invalid. */
  private void comeBack(List<Branch> lost) {
    BlockContext next = rules.next(head.height() + 1, headHeader.tsMs() + 1);
    List<PreparedEvent> events = eventsOf(lost);
    boolean tipLives = tip.equals(head.hash()) || branches.find(tip) != null;
    if (!tipLives) {
      rebase(head.hash(), next, events);
    } else {
      events.forEach(it -> tryAgain(it, next));
    }
    List<PreparedEvent> waiting = List.copyOf(undecided.values());
    undecided.clear();
    waiting.forEach(it -> tryAgain(it, next));
  }

  private void tryAgain(PreparedEvent event, BlockContext next) {
    if (!isPending(event.event().hash())
        && pool.admit(event, next, true) instanceof Verdict.Reject reason) {
      lose(event, reason);
    }
  }

  /**
   * An event has no place now. It is told to be dropped only if that is certain: not while it is in
   * a block itself, only a block that is not final has its nonce, or a later block may take it.
   */
  private void lose(PreparedEvent event, Verdict.Reject reason) {
    Envelope envelope = event.event().envelope();
    if (isPending(event.event().hash())) {
      return;
    }
    boolean nonceUsed = reason.code().equals(AccountCodes.NONCE_USED);
    boolean perhaps = nonceUsed && envelope.nonce() > Accounts.get(tree, envelope.issuer()).nonce();
    if (perhaps || fates.mayStillFit(reason)) {
      if (undecided.size() < MAX_UNDECIDED) {
        undecided.put(event.event().hash(), event);
      }
      return;
    }
    fates.dropped(event, nonceUsed ? naming(winner(envelope), reason) : reason);
  }

  /** Returns the event of a block that just became final which has the nonce. */
  private Optional<Hash> winner(Envelope loser) {
    return unwritten.stream()
        .flatMap(branch -> branch.eventsOf(loser.issuer()).stream())
        .map(it -> it.prepared().event())
        .filter(it -> it.envelope().nonce() == loser.nonce())
        .map(SignedEvent::hash)
        .findFirst();
  }

  private static Verdict.Reject naming(Optional<Hash> winner, Verdict.Reject reason) {
    return winner.map(it -> reason.with("winner", Json.of(it.hex()))).orElse(reason);
  }

  /** Returns the events of blocks, parents before children. */
  private static List<PreparedEvent> eventsOf(Collection<Branch> blocks) {
    return blocks.stream()
        .sorted(Comparator.comparingLong(it -> it.block().header().height()))
        .flatMap(it -> it.executed().events().stream())
        .toList();
  }

  /**
   * Moves the pool.
   *
   * @param back events of blocks that are left behind: they go before those that wait, which may
   *     build on them
   */
  private void rebase(Hash target, BlockContext next, List<PreparedEvent> back) {
    tip = target;
    Set<Hash> included = new HashSet<>();
    for (Branch branch : branches.pathTo(target)) {
      branch.executed().events().forEach(it -> included.add(it.event().hash()));
    }
    for (EventPool.Dropped dropped : pool.rebase(viewOf(target), next, included, back)) {
      if (dropped.ready()) {
        lose(dropped.event(), dropped.reason());
      } else {
        fates.dropped(dropped.event(), dropped.reason()); // no other node has seen it yet
      }
    }
  }

  private LeaderTable leaders(Hash epochStart) {
    EpochRecord record = epoch();
    return LeaderTable.of(record.current(), head.chainId(), record.epoch(), epochStart);
  }

  private Header headerOf(Hash block) {
    Branch branch = branches.find(block);
    return branch == null ? headHeader : branch.block().header();
  }

  private StateView viewOf(Hash block) {
    TreeDelta state = stateOf(block);
    return state == null ? tree : state.view();
  }

  private @Nullable TreeDelta stateOf(Hash block) {
    if (block.equals(head.hash())) {
      return null;
    }
    Branch branch = branches.find(block);
    if (branch == null) {
      throw new IllegalStateException("the parent " + block.shortHex() + " was never executed");
    }
    return branch.state();
  }
}
