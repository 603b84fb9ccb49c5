package network.clawnet.core.chain;

import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Function;
import network.clawnet.core.block.Block;
import network.clawnet.core.block.BlockDraft;
import network.clawnet.core.block.Header;
import network.clawnet.core.chain.branch.AccountMoment;
import network.clawnet.core.chain.branch.Chain;
import network.clawnet.core.chain.branch.EventFates;
import network.clawnet.core.chain.branch.Gate;
import network.clawnet.core.chain.rows.BlockIndexer;
import network.clawnet.core.chain.rows.ChainReader;
import network.clawnet.core.chain.rows.FinalBlock;
import network.clawnet.core.chain.rows.Head;
import network.clawnet.core.chain.rows.HistoryIndexer;
import network.clawnet.core.consensus.driver.LedgerPort;
import network.clawnet.core.consensus.message.Certificate;
import network.clawnet.core.consensus.message.Equivocation;
import network.clawnet.core.consensus.step.Input;
import network.clawnet.core.crypto.Hash;
import network.clawnet.core.crypto.PublicKey;
import network.clawnet.core.event.EventFault;
import network.clawnet.core.event.Verdict;
import network.clawnet.core.identity.Did;
import network.clawnet.core.pool.EventPool;
import network.clawnet.core.pool.Trial;
import network.clawnet.core.stake.EpochRecord;
import network.clawnet.core.tree.StateTree;

/**
 * The ledger thread: admits events, builds and executes blocks, and commits what consensus made
 * final. Everything that changes the ledger passes through it, one task at a time.
 */
public final class LedgerService implements LedgerPort, AutoCloseable {
  private static final long TICK_MILLIS = 200;

  /** How far ahead of the next nonce an event of a peer may be to be looked at. */
  public static final int GAP_NONCES = 1_024;

  private final Parts parts;
  private final EventFates fates;
  private final Chain chain;
  private final LedgerTasks tasks;
  private final GateWatch gate;
  private final EventIntake intake;
  private final BlockImport imports;
  private final StorageThread storage;
  private volatile Header readable;
  private volatile Consumer<Input> consensus = input -> {};
  private volatile Consumer<Head> durable = head -> {};

  /** What the service stands on; it closes none of it. */
  public record Parts(
      LedgerDatabase database,
      BlockChecker checker,
      FinalityListener listener,
      InstantSource clock,
      Consumer<Throwable> failed) {}

  /**
   * What became of an import.
   *
   * @param fault what is wrong with a block; empty if nothing
   * @param epoch in which the next block is made
   */
  public record Import(String fault, EpochRecord epoch) {}

  /** Joins the parts; nothing runs before {@link #connect}. */
  public LedgerService(Parts parts, LedgerSettings settings) {
    this(parts, settings, LedgerThreads.start());
  }

  LedgerService(Parts parts, LedgerSettings settings, LedgerThreads threads) {
    this.parts = parts;
    LedgerDatabase database = parts.database();
    this.fates = new EventFates(parts.listener()::onDropped);
    this.readable = database.start().header();
    this.chain =
        new Chain(
            settings.rules(),
            database.tree(),
            database.reader(),
            chainStart(database.start()),
            settings.pool(),
            fates);
    this.tasks = new LedgerTasks(threads.ledger(), parts.failed());
    Gate reasons = new Gate(settings.rules().params());
    this.gate = new GateWatch(chain, reasons, parts.clock(), it -> consensus.accept(it));
    this.intake = new EventIntake(tasks, chain, fates, parts, gate);
    this.imports = new BlockImport(chain, database.reader(), parts.checker());
    List<BlockIndexer> indexers = new ArrayList<>(settings.indexers());
    indexers.add(new HistoryIndexer());
    this.storage =
        new StorageThread(
            database.store(),
            indexers,
            new StorageThread.Callbacks(
                this::written, head -> durable.accept(head), parts.failed()),
            threads);
  }

  private static Chain.Start chainStart(ChainStart start) {
    return new Chain.Start(start.head(), start.header(), start.epoch().startBlock().hash());
  }

  /**
   * Begins to answer consensus. Called once, before the first task.
   *
   * @param durableHead told, on the storage thread, each head that a flush has made durable
   */
  public void connect(Consumer<Input> answers, Consumer<Head> durableHead) {
    consensus = answers;
    durable = durableHead;
    tasks.repeat(TICK_MILLIS, gate::tellAll);
  }

  // ---- consensus asks

  @Override
  public void build(BlockDraft draft, boolean empty) {
    tasks.run(() -> consensus.accept(new Input.Built(draft, chain.build(draft, empty))));
  }

  @Override
  public void execute(Block block) {
    tasks.run(
        () -> {
          String fault = fault(block);
          consensus.accept(new Input.Executed(block.hash(), fault.isEmpty(), fault));
        });
  }

  @Override
  public void watchGate(Hash parent) {
    tasks.run(() -> gate.watch(parent));
  }

  @Override
  public void commit(List<Block> blocks, Certificate finalization) {
    tasks.run(
        () -> {
          Chain.Commit commit = chain.commit(blocks, finalization);
          storage.write(commit, () -> consensus.accept(committed(commit)));
        });
  }

  private static Input committed(Chain.Commit commit) {
    return new Input.Committed(commit.head().height(), commit.nextEpoch());
  }

  @Override
  public void load(PublicKey to, Hash blockHash) {
    tasks.run(
        () -> {
          ChainReader reader = parts.database().reader();
          var height = reader.heightOf(blockHash);
          if (height.isPresent()) {
            reader
                .fullBlock(height.get())
                .ifPresent(block -> consensus.accept(new Input.Loaded(to, block)));
          }
        });
  }

  @Override
  public void report(PublicKey validator, Equivocation evidence) {
    parts.listener().onEvidence(validator, evidence);
  }

  // ---- block sync asks, while consensus stands still

  /**
   * Executes and commits blocks that are proved final. Consensus must stand still, with none of its
   * commits on the way; it hears nothing of this.
   *
   * @param blocks oldest first, at least one; the first is a child of the head, or of the last
   *     block of the import before
   * @param finalization certificate of the last one
   * @return completes when the rows are readable, or when a block has failed
   */
  public CompletableFuture<Import> importFinal(List<Block> blocks, Certificate finalization) {
    CompletableFuture<Import> out = new CompletableFuture<>();
    CompletableFuture<List<BlockImport.Checked>> checked = imports.check(blocks);
    tasks.run(
        () -> {
          try {
            Chain.Commit commit = imports.take(checked.join(), finalization);
            EpochRecord epoch = chain.epoch();
            storage.write(commit, () -> out.complete(new Import("", epoch)));
          } catch (BlockImport.BadBlock e) {
            out.complete(new Import(String.valueOf(e.getMessage()), chain.epoch()));
          }
        });
    return out;
  }

  /**
   * Makes everything committed so far durable.
   *
   * @return completes with where consensus goes on from
   */
  public CompletableFuture<ChainStart> settle() {
    CompletableFuture<ChainStart> out = new CompletableFuture<>();
    tasks.run(() -> storage.flush(() -> tasks.run(() -> out.complete(imports.start()))));
    return out;
  }

  // ---- the node asks

  /** Decodes, verifies and admits an event signed elsewhere. */
  public CompletableFuture<Admission> submit(byte[] event) {
    return intake.submit(event);
  }

  /**
   * Decodes, verifies and admits events signed elsewhere, in this order. One event's refusal does
   * not touch the others.
   *
   * @return completes with one admission per event, in order
   */
  public CompletableFuture<List<Admission>> submitAll(List<byte[]> events) {
    return intake.submitAll(events);
  }

  /**
   * Like {@link #submitAll}, for events that a peer sent: what the state refuses costs no signature
   * check. An event that waits for another one is refused with {@code NONCE_GAP} and its form, if
   * it is at most {@link #GAP_NONCES} ahead.
   */
  public CompletableFuture<List<Admission>> submitFromPeer(List<byte[]> events) {
    return intake.submitFromPeer(events);
  }

  /**
   * Offers events again that waited when the node stopped. One that can never be final any more is
   * dropped, as it would have been in the pool: whoever asks learns why.
   */
  public CompletableFuture<List<Admission>> resubmit(List<byte[]> events) {
    return intake.resubmit(events);
  }

  /**
   * Gives each draft its nonce, signs it and reserves its place. No block holds it before {@link
   * #release}.
   */
  public CompletableFuture<List<Admission>> reserve(List<? extends LocalDraft> drafts) {
    return intake.reserve(drafts);
  }

  /** Lets reserved events into blocks. */
  public void release(List<Hash> events) {
    intake.release(events);
  }

  /** Asks something of the pool on the ledger thread. The function must be quick. */
  public <T> CompletableFuture<T> ask(Function<EventPool, T> question) {
    return tasks.ask(() -> question.apply(chain.pool()));
  }

  /** Returns an account with what its owner has under way, all of one moment. */
  public CompletableFuture<AccountMoment> account(Did did) {
    return tasks.ask(() -> chain.account(did));
  }

  /** Returns the last block whose rows can be read. Any thread. */
  public Header readableHead() {
    return readable;
  }

  /** Returns why an event left the pool, if this node remembers. Any thread. */
  public Optional<Verdict.Reject> dropReason(Hash event) {
    return fates.reason(event);
  }

  /** Returns whether an event waits or is in a block that is not final yet. */
  public CompletableFuture<Boolean> isPending(Hash event) {
    return tasks.ask(() -> chain.isPending(event));
  }

  /** Decides what would become of a draft now, changing nothing. */
  public CompletableFuture<Trial> tryOut(LocalDraft draft) {
    return intake.tryOut(draft);
  }

  /** Stops after the tasks that wait, and flushes the database. */
  @Override
  public void close() throws IOException {
    tasks.close();
    storage.close();
  }

  private String fault(Block block) throws IOException {
    try {
      return chain.execute(block, parts.checker().checkOnce(block));
    } catch (EventFault e) {
      return e.code() + ": " + e.getMessage();
    }
  }

  /** On the storage thread: rows are readable, so now the block may be called final. */
  private void written(Chain.Commit commit) {
    tasks.run(
        () -> {
          StateTree tree = parts.database().tree();
          tree.written(commit.state());
          chain.written(commit);
        });
    for (FinalBlock block : commit.blocks()) {
      readable = block.block().header();
      parts.listener().onFinal(block);
    }
  }
}
