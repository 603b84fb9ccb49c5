package network.clawnet.core.testing.sim;

import java.util.SplittableRandom;
import network.clawnet.core.consensus.message.ConsensusMessage;
import network.clawnet.core.consensus.vote.VoteSigner;
import network.clawnet.core.crypto.PublicKey;
import network.clawnet.core.testing.disk.FaultyDisk;
import org.jspecify.annotations.Nullable;

/** A machine: disk, database and clock, with a process that comes and goes. */
final class SimNode {
  private static final long REGOSSIP_NS = 150 * Agenda.MS;

  /** What becomes of a message that the process releases. */
  @FunctionalInterface
  interface Outlet {
    void send(PublicKey to, ConsensusMessage message);
  }

  final World world;
  final int index;
  final VoteSigner signer;
  final boolean honest;
  final SplittableRandom random;
  final NodeLedger ledger;
  FaultyDisk disk = new FaultyDisk();
  Outlet outlet;

  @Nullable SimProcess process;

  /** True once the journal was lost: the node may sign again only in a later epoch. */
  boolean journalLost;

  /** True if a bit was inverted behind the journal's back. */
  boolean flipped;

  /** True if that cost a record, so that the node may know less than it told. */
  boolean recordLost;

  private CrashPoint.@Nullable Reached marked;
  private long pausedUntil;
  private long clockOffsetNs;
  private double clockRate = 1;
  private int starts;

  SimNode(World world, int index, boolean honest, VoteSigner signer) {
    this.world = world;
    this.index = index;
    this.honest = honest;
    this.signer = signer;
    random = world.plan.random.split();
    ledger = world.ledger.node(this);
    outlet = (to, message) -> world.transmit(index, to, message);
    long offset = world.plan.clockOffsetMs;
    if (offset > 0) {
      clockOffsetNs = (random.nextLong(2 * offset) - offset) * Agenda.MS;
    }
    clockRate += (random.nextDouble() - 0.5) * world.plan.clockDrift;
    world.agenda.in(random.nextLong(REGOSSIP_NS), this::regossip);
  }

  void setClock(long offsetMs) {
    clockOffsetNs = offsetMs * Agenda.MS;
  }

  PublicKey key() {
    return signer.publicKey();
  }

  boolean isUp() {
    return process != null;
  }

  /** Returns the own idea of the time, in epoch milliseconds. */
  long wallMs() {
    return ToyLedger.GENESIS_MS + 1 + (clockNanos() + clockOffsetNs) / Agenda.MS;
  }

  /** Returns the monotonic clock of the machine. */
  long clockNanos() {
    return (long) (world.agenda.now() * clockRate);
  }

  /** Returns how long the own clock needs to reach a time, in true nanoseconds. */
  long trueDelayTo(long clockNanos) {
    return (long) Math.ceil(Math.max(0, clockNanos - clockNanos()) / clockRate);
  }

  void boot() {
    starts++;
    world.note(index, "boot", starts);
    process = SimProcess.start(this, starts == 1 || !journalLost);
  }

  /** The process ends now, with what had not been synced in the state that the fault leaves. */
  void crash(Fault fault) {
    SimProcess ending = process;
    if (ending == null) {
      return;
    }
    world.note(index, "crash", fault);
    process = null;
    fault.apply(this, ending);
    ledger.end(fault.losesPower());
  }

  /** Lets the process end right after the next block it tells its clients about. */
  void crashAfterCommit(Fault fault, long restartAfterNs) {
    marked = new CrashPoint.Reached(fault, restartAfterNs);
  }

  void crashIfMarked() {
    CrashPoint.Reached now = marked;
    if (now != null && !world.isHealed()) {
      marked = null;
      throw now;
    }
  }

  void pauseUntil(long timeNs) {
    pausedUntil = timeNs;
  }

  /** Runs something in the process, later if the process is stopped; never in another process. */
  void run(SimProcess in, Runnable action) {
    if (process != in) {
      return;
    }
    if (world.agenda.now() < pausedUntil) {
      world.agenda.at(pausedUntil, () -> run(in, action));
      return;
    }
    try {
      action.run();
    } catch (CrashPoint.Reached reached) {
      crash(reached.fault());
      world.agenda.in(reached.restartAfterNs(), this::restart);
    }
  }

  void restart() {
    if (!isUp()) {
      try {
        boot();
      } catch (CrashPoint.Reached reached) {
        if (isUp()) {
          crash(reached.fault());
        } else {
          disk.cutPower(random); // while the journal was opened
        }
        world.agenda.in(reached.restartAfterNs(), this::restart);
      }
    }
  }

  /** A message arrives from a connection that proved the key. */
  void deliver(PublicKey from, ConsensusMessage message) {
    SimProcess here = process;
    if (here != null) {
      run(here, () -> here.receive(from, message));
    }
  }

  /** An event arrives from a client or a peer. */
  void offer(byte[] event) {
    SimProcess here = process;
    if (here != null) {
      run(here, () -> here.ledger().offer(event));
    }
  }

  private void regossip() {
    SimProcess here = process;
    if (here != null && honest) {
      run(here, () -> here.ledger().regossip(event -> world.gossip(index, event)));
    }
    if (here != null && !here.core().status().votes()) {
      run(here, here::catchUp); // block sync follows announcements, the core does not ask
    }
    world.agenda.in(REGOSSIP_NS, this::regossip);
  }
}
