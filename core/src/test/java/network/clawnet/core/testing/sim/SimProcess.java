package network.clawnet.core.testing.sim;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import network.clawnet.core.block.Block;
import network.clawnet.core.codec.DecodeException;
import network.clawnet.core.consensus.epoch.ConsensusCore;
import network.clawnet.core.consensus.message.ConsensusMessage;
import network.clawnet.core.consensus.record.JournalRecord;
import network.clawnet.core.consensus.record.RecordCodec;
import network.clawnet.core.consensus.step.ConsensusConfig;
import network.clawnet.core.consensus.step.Effect;
import network.clawnet.core.consensus.step.EpochStart;
import network.clawnet.core.consensus.step.Input;
import network.clawnet.core.consensus.step.Now;
import network.clawnet.core.consensus.step.StartState;
import network.clawnet.core.crypto.Hash;
import network.clawnet.core.crypto.PublicKey;
import network.clawnet.core.journal.Birth;
import network.clawnet.core.journal.Entry;
import network.clawnet.core.journal.Journal;
import network.clawnet.core.journal.JournalOptions;
import network.clawnet.core.journal.Opening;
import org.jspecify.annotations.Nullable;

/** One run of a node's process: the core, its journal, and the driver's contract between them. */
final class SimProcess {
  private static final byte EPOCH_HEADER_TYPE = 2;
  private static final int MAX_BODY_BYTES = 1 << 16;
  private static final int MAX_UNCOMMITTED = 4;

  /** Enough to execute again what a schedule can leave unflushed. */
  private static final long REDO_NS = 2_000 * Agenda.MS;

  /** Something that waits until the journal is durable up to an LSN. */
  private record Held(long lsn, Effect effect) {}

  private record Mark(long lsn, long epoch, long view) {}

  private final SimNode node;
  private final World world;
  private final Journal journal;
  private final ConsensusCore core;
  private final SimGate gate;
  private final Deque<Held> outbox = new ArrayDeque<>();
  private final Deque<Mark> marks = new ArrayDeque<>();
  private final Set<Hash> executed = new HashSet<>();
  private long lastLsn;
  private long timer;
  private boolean syncing;
  private boolean flushing;

  private SimProcess(SimNode node, Journal journal) {
    this.node = node;
    this.journal = journal;
    world = node.world;
    gate = new SimGate(node, this);
    long seed = node.random.nextLong();
    ConsensusConfig config =
        new ConsensusConfig(
            world.ledger.chainId, world.plan.timing, MAX_BODY_BYTES, MAX_UNCOMMITTED, seed);
    core = world.bug.core(config, node);
    lastLsn = journal.durable();
  }

  /**
   * Starts the process of a node.
   *
   * @param keyBorn what a new journal records
   */
  static SimProcess start(SimNode node, boolean keyBorn) {
    try {
      Birth birth = new Birth(node.wallMs(), node.key(), keyBorn);
      JournalOptions options =
          new JournalOptions(
              JournalOptions.MIN_SEGMENT_BYTES, EPOCH_HEADER_TYPE, birth, node.random);
      Opening opening = Journal.open(node.disk, options);
      if (!(opening instanceof Opening.Opened opened)) {
        throw new Violation("a journal is refused after a crash: " + opening);
      }
      if (!opened.isClean()) {
        node.recordLost |=
            node.flipped
                && node.world.plan.nodes > 1
                && opened.repairs().toString().contains("dropped");
        node.world.note(node.index, "repaired", opened.repairs());
      }
      SimProcess process = new SimProcess(node, opened.journal());
      List<JournalRecord> records = process.replay(opened);
      node.process = process;
      process.begin(node.world.bug.restored(node, records));
      return process;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Journal journal() {
    return journal;
  }

  ConsensusCore core() {
    return core;
  }

  /** Nothing of this process happens any more; the journal stays for {@link Fault}. */
  void end() {
    outbox.clear();
  }

  /** Damages a bit of what was made durable last. */
  void flipLastGroup() {
    node.flipped |= node.disk.flipLastSynced(node.random);
  }

  void receive(PublicKey from, ConsensusMessage message) {
    if (world.checks.isRedoing(node)) {
      return;
    }
    step(new Input.Received(from, message));
  }

  void gateMayHaveChanged() {
    gate.check();
  }

  void step(Input input) {
    Now now = new Now(node.clockNanos(), node.wallMs());
    carryOut(core.step(now, input));
    world.checks.afterStep(node, core);
  }

  private List<JournalRecord> replay(Opening.Opened opened) throws IOException {
    Birth birth = journal.birth();
    List<JournalRecord> records = new ArrayList<>();
    records.add(new JournalRecord.Birth(birth.timeMs(), birth.consensusPub(), birth.keyBorn()));
    opened
        .replay()
        .forEach(
            stored -> {
              try {
                Entry entry = stored.entry();
                JournalRecord record = RecordCodec.decode(entry.type(), entry.payload());
                records.add(record);
                marks.add(new Mark(stored.lsn(), record.epoch(), record.view()));
              } catch (DecodeException e) {
                throw new IOException(e);
              }
            });
    return records;
  }

  private void begin(List<JournalRecord> records) {
    Now now = new Now(node.clockNanos(), node.wallMs());
    StartState state =
        new StartState(node.store.epochStart(), node.store.finalPoint(), records, true);
    List<Effect> effects = core.start(now, state);
    carryOut(effects);
    if (world.checks.isRedoing(node)) {
      world.agenda.in(REDO_NS, () -> node.run(this, () -> world.checks.redoIsOver(node)));
    }
    world.checks.afterStep(node, core);
  }

  private void carryOut(List<Effect> effects) {
    for (Effect effect : effects) {
      carryOut(effect);
    }
    releaseDurable();
  }

  private void carryOut(Effect effect) {
    if (effect instanceof Effect.Append it) {
      append(it);
    } else if (effect instanceof Effect.Send
        || effect instanceof Effect.Commit
        || effect instanceof Effect.ReportEvidence) {
      outbox.add(new Held(world.bug.awaited(lastLsn, effect), effect));
    } else if (effect instanceof Effect.SetTimer it) {
      setTimer(it.atNanos());
    } else if (effect instanceof Effect.WatchGate it) {
      gate.watch(it.parentHash());
    } else if (effect instanceof Effect.Execute it) {
      execute(it.block());
    } else if (effect instanceof Effect.BuildBlock it) {
      build(it);
    } else if (effect instanceof Effect.LoadBlock it) {
      node.store.byHash(it.blockHash()).ifPresent(block -> later(new Input.Loaded(it.to(), block)));
    } else if (effect instanceof Effect.CatchUp) {
      world.agenda.in(30 * Agenda.MS, () -> node.run(this, this::catchUp));
    } else {
      world.checks.complaint(node, effect);
    }
  }

  private void append(Effect.Append effect) {
    JournalRecord record = effect.record();
    world.crashPoint.pass(node.index);
    world.note(node.index, "append", record);
    try {
      if (effect.barrier() && world.bug != Bug.NO_BARRIER) {
        sync();
      }
      byte type = (byte) RecordCodec.type(record);
      Entry entry = new Entry(type, RecordCodec.encode(record), record.isVote());
      lastLsn = journal.append(List.of(entry));
      marks.add(new Mark(lastLsn, record.epoch(), record.view()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    if (!syncing) {
      syncing = true;
      world.agenda.in(world.plan.syncNs, () -> node.run(this, this::syncDone));
    }
  }

  private void syncDone() {
    syncing = false;
    sync();
    releaseDurable();
  }

  private void sync() {
    world.crashPoint.pass(node.index);
    try {
      journal.sync();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    world.crashPoint.pass(node.index);
  }

  private void releaseDurable() {
    while (!outbox.isEmpty() && outbox.peek().lsn <= journal.durable()) {
      Effect effect = outbox.remove().effect;
      world.crashPoint.pass(node.index);
      if (effect instanceof Effect.Send send) {
        release(send);
      } else if (effect instanceof Effect.Commit commit) {
        commit(commit);
      } else {
        world.checks.complaint(node, effect);
      }
    }
  }

  private void release(Effect.Send send) {
    for (PublicKey to : send.to()) {
      node.outlet.send(to, send.message());
    }
  }

  private void commit(Effect.Commit commit) {
    world.note(node.index, "commit", commit);
    world.checks.finalized(node, commit);
    node.store.commit(commit.blocks(), commit.finalization());
    Block last = commit.blocks().get(commit.blocks().size() - 1);
    @Nullable EpochStart next = last.header().lastOfEpoch() ? nextEpoch(commit) : null;
    node.pool.settle(world.ledger.stateOf(node.store.head().hash()).orElseThrow());
    if (!flushing) {
      flushing = true;
      world.agenda.in(world.plan.flushNs, () -> node.run(this, this::flush));
    }
    world.crashPoint.pass(node.index);
    node.crashIfMarked();
    if (world.bug == Bug.DELETE_TO_MEMORY_HEAD) {
      truncate(node.store.memoryMark());
    }
    if (world.bug != Bug.NEVER_COMMITTED) {
      later(new Input.Committed(last.header().height(), next));
    }
    gate.check();
  }

  private EpochStart nextEpoch(Effect.Commit commit) {
    Block last = commit.blocks().get(commit.blocks().size() - 1);
    long epoch = last.header().epoch() + 1;
    return new EpochStart(epoch, world.ledger.setOf(epoch), last.header(), commit.finalization());
  }

  private void flush() {
    flushing = false;
    node.store.flush();
    world.crashPoint.pass(node.index);
    truncate(node.store.durableMark());
  }

  private void truncate(long[] durable) {
    while (!marks.isEmpty() && isCovered(marks.peek(), durable)) {
      marks.remove();
    }
    try {
      journal.truncateBefore(marks.isEmpty() ? lastLsn + 1 : marks.peek().lsn);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean isCovered(Mark mark, long[] head) {
    return mark.epoch < head[0] || (mark.epoch == head[0] && mark.view <= head[1]);
  }

  private void setTimer(long atNanos) {
    long mine = ++timer;
    world.agenda.in(
        node.trueDelayTo(atNanos),
        () ->
            node.run(
                this,
                () -> {
                  if (mine == timer) {
                    step(new Input.TimerFired());
                  }
                }));
  }

  private void execute(Block block) {
    requireKnown(block.header().parentHash());
    String fault = world.bug.judge(world.ledger, block);
    if (fault.isEmpty()) {
      executed.add(block.hash());
    }
    Input answer = new Input.Executed(block.hash(), fault.isEmpty(), fault);
    world.agenda.in(world.plan.executeNs, () -> node.run(this, () -> step(answer)));
  }

  private void build(Effect.BuildBlock it) {
    requireKnown(it.draft().parentHash());
    List<byte[]> candidates = it.empty() ? List.of() : node.pool.candidates();
    Block block = world.ledger.build(it.draft(), candidates);
    executed.add(block.hash());
    Input answer = new Input.Built(it.draft(), block);
    world.agenda.in(world.plan.executeNs, () -> node.run(this, () -> step(answer)));
  }

  private void requireKnown(Hash parent) {
    if (node.honest && !executed.contains(parent) && node.store.byHash(parent).isEmpty()) {
      throw new Violation("n" + node.index + " works on a parent it has not executed");
    }
  }

  /** Takes the head of the best peer in reach, as block sync does. */
  void catchUp() {
    SimNode peer = world.bestPeer(node);
    if (peer != null
        && !world.checks.isRedoing(node)
        && peer.store.height() > node.store.height()) {
      world.note(node.index, "sync from", peer.index);
      node.store.copyFrom(peer.store);
      node.pool.settle(world.ledger.stateOf(node.store.head().hash()).orElseThrow());
      step(new Input.Synced(node.store.epochStart(), node.store.finalPoint()));
      gate.check();
    }
  }

  void later(Input input) {
    world.agenda.in(0, () -> node.run(this, () -> step(input)));
  }
}
