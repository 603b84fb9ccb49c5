package network.clawnet.core.testing.sim;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import network.clawnet.core.block.Block;
import network.clawnet.core.block.BlockDraft;
import network.clawnet.core.codec.DecodeException;
import network.clawnet.core.consensus.driver.ConsensusDriver;
import network.clawnet.core.consensus.driver.DriverEvents;
import network.clawnet.core.consensus.driver.LedgerPort;
import network.clawnet.core.consensus.driver.PeerPort;
import network.clawnet.core.consensus.driver.SteppedDriver;
import network.clawnet.core.consensus.epoch.ConsensusCore;
import network.clawnet.core.consensus.message.Certificate;
import network.clawnet.core.consensus.message.ConsensusMessage;
import network.clawnet.core.consensus.message.Equivocation;
import network.clawnet.core.consensus.record.JournalRecord;
import network.clawnet.core.consensus.record.RecordCodec;
import network.clawnet.core.consensus.step.ConsensusConfig;
import network.clawnet.core.consensus.step.Effect;
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

/** One run of a node's process: the real driver over the real journal, and a ledger. */
final class SimProcess {
  private static final byte EPOCH_HEADER_TYPE = 2;
  private static final int MAX_BODY_BYTES = 1 << 16;
  private static final int MAX_UNCOMMITTED = 4;

  /** Enough to execute again what a schedule can leave unflushed. */
  private static final long REDO_NS = 2_000 * Agenda.MS;

  private final SimNode node;
  private final World world;
  private final Journal journal;
  private final ConsensusCore core;
  private final SteppedDriver driver;
  private final LedgerRun ledger;
  private long timerAt = Long.MAX_VALUE;
  private boolean writing;

  private SimProcess(SimNode node, Journal journal) throws IOException {
    this.node = node;
    this.journal = journal;
    world = node.world;
    long seed = node.random.nextLong();
    ConsensusConfig config =
        new ConsensusConfig(
            world.ledger.chainId(), world.plan.timing, MAX_BODY_BYTES, MAX_UNCOMMITTED, seed);
    core = world.bug.core(config, node);
    ledger = node.ledger.open(this);
    ConsensusDriver.Ports ports = new ConsensusDriver.Ports(new Asked(), new Peers(), new Alarms());
    driver = new SteppedDriver(core, journal, ports, this::now);
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
      node.disk.beforeOperation(() -> node.world.crashPoint.pass(node.index));
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

  LedgerRun ledger() {
    return ledger;
  }

  SimNode node() {
    return node;
  }

  /** Writes what the journal's thread holds, until the disk fails. */
  void writeLastGroup() throws IOException {
    driver.takeGroup();
    driver.writeGroup();
  }

  /** Damages a bit of what was made durable last. */
  void flipLastGroup() {
    node.flipped |= node.disk.flipLastSynced(node.random);
  }

  void receive(PublicKey from, ConsensusMessage message) {
    if (!world.checks.isRedoing(node)) {
      step(new Input.Received(from, message));
    }
  }

  void step(Input input) {
    driver.step(input);
    goOn();
  }

  /** Gives an input to the consensus thread. Order of inputs is kept. */
  void later(Input input) {
    in(0, input);
  }

  void in(long delayNs, Input input) {
    world.agenda.in(delayNs, () -> node.run(this, () -> step(input)));
  }

  void truncateJournal(long epoch, long view) {
    driver.truncateJournal(epoch, view);
    goOn();
  }

  /** Takes the head of the best peer in reach, as block sync does. */
  void catchUp() {
    SimNode peer = world.bestPeer(node);
    boolean commits = core.status().finalizedHeight() > node.ledger.height();
    if (peer == null || commits || world.checks.isRedoing(node)) {
      return; // what is on its way to the store comes first
    }
    try {
      if (ledger.copyFrom(peer.ledger)) {
        world.note(node.index, "sync from", peer.index);
        step(new Input.Synced(ledger.epochStart(), ledger.finalPoint()));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Now now() {
    return new Now(node.clockNanos(), node.wallMs());
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
                records.add(RecordCodec.decode(entry.type(), entry.payload()));
              } catch (DecodeException e) {
                throw new IOException(e);
              }
            });
    return records;
  }

  private void begin(List<JournalRecord> records) {
    ledger.connect();
    driver.start(new StartState(ledger.epochStart(), ledger.finalPoint(), records, true));
    if (world.checks.isRedoing(node)) {
      world.agenda.in(REDO_NS, () -> node.run(this, () -> world.checks.redoIsOver(node)));
    }
    goOn();
  }

  /** After each task of the consensus thread: its timer, and the journal's thread. */
  private void goOn() {
    world.checks.afterStep(node, core);
    if (driver.timerAt() != timerAt) {
      timerAt = driver.timerAt();
      setTimer(timerAt);
    }
    if (!writing && driver.takeGroup()) {
      writing = true;
      world.agenda.in(world.plan.syncNs, () -> node.run(this, this::write));
    }
  }

  private void write() {
    try {
      driver.writeGroup();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    writing = false;
    world.crashPoint.pass(node.index);
    driver.tellDurable();
    goOn();
  }

  private void setTimer(long atNanos) {
    if (atNanos == Long.MAX_VALUE) {
      return;
    }
    world.agenda.in(node.trueDelayTo(atNanos), () -> node.run(this, () -> fire(atNanos)));
  }

  private void fire(long atNanos) {
    if (driver.timerAt() == atNanos) {
      driver.fireTimer();
      goOn();
    }
  }

  /** What the driver asks of the ledger, with the crash points and the checks between. */
  private final class Asked implements LedgerPort {
    @Override
    public void build(BlockDraft draft, boolean empty) {
      ledger.build(draft, empty);
    }

    @Override
    public void execute(Block block) {
      ledger.execute(block);
    }

    @Override
    public void watchGate(Hash parent) {
      ledger.watchGate(parent);
    }

    @Override
    public void commit(List<Block> blocks, Certificate finalization) {
      world.crashPoint.pass(node.index);
      Effect.Commit commit = new Effect.Commit(blocks, finalization);
      world.note(node.index, "commit", commit);
      world.checks.finalized(node, commit);
      ledger.commit(blocks, finalization);
      world.crashPoint.pass(node.index);
      node.crashIfMarked();
    }

    @Override
    public void load(PublicKey to, Hash blockHash) {
      ledger.load(to, blockHash);
    }

    @Override
    public void report(PublicKey validator, Equivocation evidence) {
      world.checks.reported(node, evidence);
      ledger.report(validator, evidence);
    }
  }

  private final class Peers implements PeerPort {
    @Override
    public void send(List<PublicKey> to, ConsensusMessage message) {
      world.crashPoint.pass(node.index);
      for (PublicKey each : to) {
        node.outlet.send(each, message);
      }
    }

    @Override
    public void catchUp(PublicKey from, long epoch, long height) {
      SimProcess here = SimProcess.this;
      world.agenda.in(30 * Agenda.MS, () -> node.run(here, here::catchUp));
    }

    @Override
    public void penalize(PublicKey peer, String reason) {
      world.checks.penalized(node, peer, reason);
    }
  }

  private final class Alarms implements DriverEvents {
    @Override
    public void quarantined(long epoch, String reason, boolean needed) {
      world.checks.quarantined(node, reason);
    }

    @Override
    public void halted(String report) {
      world.checks.stopped(node, report);
    }

    @Override
    public void failed(Throwable cause) {
      world.checks.stopped(node, cause);
    }
  }
}
