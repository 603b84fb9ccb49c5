package network.clawnet.core.chain;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import network.clawnet.core.block.Block;
import network.clawnet.core.block.BlockDraft;
import network.clawnet.core.block.Header;
import network.clawnet.core.chain.rows.BlockIndexer;
import network.clawnet.core.chain.rows.ChainReader;
import network.clawnet.core.chain.rows.FinalBlock;
import network.clawnet.core.chain.rows.Head;
import network.clawnet.core.chain.rows.HistoryIndexer;
import network.clawnet.core.consensus.driver.LedgerPort;
import network.clawnet.core.consensus.message.Certificate;
import network.clawnet.core.consensus.message.Equivocation;
import network.clawnet.core.consensus.step.GateReason;
import network.clawnet.core.consensus.step.Input;
import network.clawnet.core.crypto.Hash;
import network.clawnet.core.crypto.PublicKey;
import network.clawnet.core.event.BlockContext;
import network.clawnet.core.event.EventFault;
import network.clawnet.core.event.Verdict;
import network.clawnet.core.identity.Did;
import network.clawnet.core.ledger.PreparedEvent;
import network.clawnet.core.pool.EventPool;
import network.clawnet.core.pool.Trial;
import network.clawnet.core.stake.EpochRecord;
import network.clawnet.core.tree.StateTree;
import network.clawnet.core.units.Tokens;
import org.jspecify.annotations.Nullable;

/**
 * The ledger thread: admits events, builds and executes blocks, and commits what consensus made
 * final. Everything that changes the ledger passes through it, one task at a time.
 */
public final class LedgerService implements LedgerPort, AutoCloseable {
  private static final long TICK_MILLIS = 200;
  private static final long CLOSE_SECONDS = 30;

  /** How far ahead of the next nonce an event of a peer may be to be looked at. */
  public static final int GAP_NONCES = 1_024;

  private final Chain chain;
  private final Parts parts;
  private final Gate gate;
  private final EventFates fates;
  private volatile Header readable;
  private final StorageThread storage;
  private final BatchIntake batches;
  private final BlockImport imports;
  private final ScheduledExecutorService thread;
  private volatile Consumer<Input> consensus = input -> {};
  private volatile Consumer<Head> durable = head -> {};
  private Hash watched = Hash.ZERO;
  private Set<GateReason> told = Set.of();
  private boolean watching;
  private @Nullable ScheduledFuture<?> tick;

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
    this.thread = threads.ledger();
    LedgerDatabase database = parts.database();
    this.gate = new Gate(settings.rules().params());
    this.fates = new EventFates(parts.listener()::onDropped);
    this.readable = database.start().header();
    this.chain =
        new Chain(
            settings.rules(),
            database.tree(),
            database.reader(),
            database.start(),
            settings.pool(),
            fates);
    this.batches = new BatchIntake(parts.checker(), this::admitting, this::glancing);
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

  /**
   * Begins to answer consensus. Called once, before the first task.
   *
   * @param durableHead told, on the storage thread, each head that a flush has made durable
   */
  public void connect(Consumer<Input> answers, Consumer<Head> durableHead) {
    consensus = answers;
    durable = durableHead;
    tick =
        thread.scheduleWithFixedDelay(
            () -> guarded(this::tellGate), TICK_MILLIS, TICK_MILLIS, TimeUnit.MILLISECONDS);
  }

  // ---- consensus asks

  @Override
  public void build(BlockDraft draft, boolean empty) {
    run(() -> consensus.accept(new Input.Built(draft, chain.build(draft, empty))));
  }

  @Override
  public void execute(Block block) {
    run(
        () -> {
          String fault = fault(block);
          consensus.accept(new Input.Executed(block.hash(), fault.isEmpty(), fault));
        });
  }

  @Override
  public void watchGate(Hash parent) {
    run(
        () -> {
          chain.prefer(parent, nextBlock());
          watched = parent;
          watching = true;
          told = gate.reasons(chain, parts.clock().millis());
          consensus.accept(new Input.GateChanged(watched, told));
        });
  }

  @Override
  public void commit(List<Block> blocks, Certificate finalization) {
    run(
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
    run(
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
    run(
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
    run(() -> storage.flush(() -> run(() -> out.complete(imports.start()))));
    return out;
  }

  // ---- the node asks

  /** Decodes, verifies and admits an event signed elsewhere. */
  public CompletableFuture<Admission> submit(byte[] event) {
    CompletableFuture<Admission> out = new CompletableFuture<>();
    parts
        .checker()
        .threads()
        .execute(
            () -> {
              try {
                PreparedEvent prepared = parts.checker().check(event);
                run(() -> out.complete(admit(prepared, true)));
              } catch (EventFault e) {
                out.complete(new Admission(null, e.verdict()));
              } catch (RuntimeException e) {
                out.completeExceptionally(e);
              }
            });
    return out;
  }

  /**
   * Decodes, verifies and admits events signed elsewhere, in this order. One event's refusal does
   * not touch the others.
   *
   * @return completes with one admission per event, in order
   */
  public CompletableFuture<List<Admission>> submitAll(List<byte[]> events) {
    return batches.submit(events);
  }

  /**
   * Like {@link #submitAll}, for events that a peer sent: what the state refuses costs no signature
   * check. An event that waits for another one is refused with {@code NONCE_GAP} and its form, if
   * it is at most {@link #GAP_NONCES} ahead.
   */
  public CompletableFuture<List<Admission>> submitFromPeer(List<byte[]> events) {
    return batches.submitFromPeer(events);
  }

  /**
   * Offers events again that waited when the node stopped. One that can never be final any more is
   * dropped, as it would have been in the pool: whoever asks learns why.
   */
  public CompletableFuture<List<Admission>> resubmit(List<byte[]> events) {
    return batches
        .submit(events)
        .thenCompose(
            admissions ->
                ask(
                    pool -> {
                      admissions.forEach(fates::refused);
                      return admissions;
                    }));
  }

  /**
   * Gives each draft its nonce, signs it and reserves its place. No block holds it before {@link
   * #release}.
   */
  public CompletableFuture<List<Admission>> reserve(List<? extends LocalDraft> drafts) {
    return ask(
        it -> {
          List<Admission> out = new ArrayList<>(drafts.size());
          for (LocalDraft draft : drafts) {
            out.add(reserve(draft));
          }
          return out;
        });
  }

  /** Lets reserved events into blocks. */
  public void release(List<Hash> events) {
    run(
        () -> {
          for (Hash event : events) {
            chain.pool().release(event);
            chain.pool().find(event).ifPresent(it -> parts.listener().onAdmitted(it.prepared()));
          }
          tellGate();
        });
  }

  /** Asks something of the pool on the ledger thread. The function must be quick. */
  public <T> CompletableFuture<T> ask(Function<EventPool, T> question) {
    CompletableFuture<T> out = new CompletableFuture<>();
    run(
        () -> {
          try {
            out.complete(question.apply(chain.pool()));
          } catch (RuntimeException e) {
            out.completeExceptionally(e);
            throw e;
          }
        });
    return out;
  }

  /** Returns an account with what its owner has under way, all of one moment. */
  public CompletableFuture<AccountMoment> account(Did did) {
    return ask(pool -> chain.account(did));
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
    return ask(pool -> chain.isPending(event));
  }

  /** Decides what would become of a draft now, changing nothing. */
  public CompletableFuture<Trial> tryOut(LocalDraft draft) {
    return ask(
        pool -> {
          try {
            long nonce = draft.nonce().orElse(pool.nextNonce(draft.issuer()));
            return pool.tryOut(draft.make(nonce), nextBlock());
          } catch (EventFault e) {
            return new Trial(e.verdict(), null, List.of(), Tokens.ZERO);
          }
        });
  }

  /** Stops after the tasks that wait, and flushes the database. */
  @Override
  public void close() throws IOException {
    if (tick != null) {
      tick.cancel(false);
    }
    thread.shutdown();
    try {
      if (!thread.awaitTermination(CLOSE_SECONDS, TimeUnit.SECONDS)) {
        throw new IOException("the ledger thread did not stop in time");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    storage.close();
  }

  private interface Task {
    void run() throws IOException;
  }

  private void run(Task task) {
    thread.execute(() -> guarded(task));
  }

  /** A fault here is our bug or the disk's: the component stops and the node reports it. */
  private void guarded(Task task) {
    try {
      task.run();
    } catch (IOException | UncheckedIOException | IllegalStateException | ArithmeticException e) {
      thread.shutdown();
      parts.failed().accept(e);
    }
  }

  private String fault(Block block) throws IOException {
    try {
      return chain.execute(block, parts.checker().checkOnce(block));
    } catch (EventFault e) {
      return e.code() + ": " + e.getMessage();
    }
  }

  private Admission reserve(LocalDraft draft) {
    try {
      long nonce = draft.nonce().orElse(chain.pool().nextNonce(draft.issuer()));
      return admit(draft.make(nonce), false);
    } catch (EventFault e) {
      return new Admission(null, e.verdict());
    }
  }

  private <T> CompletableFuture<T> admitting(Function<Function<PreparedEvent, Admission>, T> task) {
    return ask(pool -> task.apply(event -> admit(event, true)));
  }

  private CompletableFuture<List<Verdict>> glancing(
      Function<BatchIntake.Glance, List<Verdict>> task) {
    return ask(pool -> task.apply(event -> glance(pool, event)));
  }

  private Verdict glance(EventPool pool, PreparedEvent event) {
    Verdict verdict = pool.glance(event, nextBlock());
    long ahead = event.event().envelope().nonce() - pool.nextNonce(event.event().issuer());
    return ahead > 0 && ahead <= GAP_NONCES ? Verdict.accept() : verdict;
  }

  private Admission admit(PreparedEvent event, boolean ready) {
    boolean known = chain.pool().contains(event.event().hash());
    Verdict verdict = chain.pool().admit(event, nextBlock(), ready);
    if (ready && !known && verdict.accepted()) {
      parts.listener().onAdmitted(event);
    }
    if (!verdict.accepted() && chain.isPending(event.event().hash())) {
      verdict = Verdict.accept(); // it is in a block already: the same event again is no fault
    }
    if (ready && verdict.accepted()) {
      tellEvents();
    }
    return new Admission(event, verdict);
  }

  private BlockContext nextBlock() {
    long time = Math.max(parts.clock().millis(), chain.tipHeader().tsMs() + 1);
    return new BlockContext(chain.tipHeader().height() + 1, time);
  }

  /** Tells consensus of the first event that waits, without looking at the disk. */
  private void tellEvents() {
    if (watching && !told.contains(GateReason.EVENTS)) {
      told = Set.of(GateReason.EVENTS);
      consensus.accept(new Input.GateChanged(watched, told));
    }
  }

  private void tellGate() throws IOException {
    if (!watching) {
      return;
    }
    Set<GateReason> now = gate.reasons(chain, parts.clock().millis());
    if (!now.equals(told)) {
      told = now;
      consensus.accept(new Input.GateChanged(watched, told));
    }
  }

  /** On the storage thread: rows are readable, so now the block may be called final. */
  private void written(Chain.Commit commit) {
    run(
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
