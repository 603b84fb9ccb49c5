package network.clawnet.core.testing.sim;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import network.clawnet.core.block.Block;
import network.clawnet.core.block.BlockDraft;
import network.clawnet.core.consensus.message.Certificate;
import network.clawnet.core.consensus.message.Equivocation;
import network.clawnet.core.consensus.step.EpochStart;
import network.clawnet.core.consensus.step.FinalPoint;
import network.clawnet.core.consensus.step.Input;
import network.clawnet.core.crypto.Hash;
import network.clawnet.core.crypto.PublicKey;
import org.jspecify.annotations.Nullable;

/** The toy ledger of one process: answers after a while what the driver asks. */
final class ToyRun implements LedgerRun {
  private static final int REGOSSIP_EVENTS = 8;

  private final ToyNode ledger;
  private final SimNode node;
  private final World world;
  private final SimProcess process;
  private final SimGate gate;
  private final Set<Hash> executed = new HashSet<>();
  private boolean flushing;

  ToyRun(ToyNode ledger, SimProcess process) {
    this.ledger = ledger;
    this.process = process;
    node = ledger.node;
    world = node.world;
    gate = new SimGate(ledger, process);
  }

  @Override
  public EpochStart epochStart() {
    return ledger.store.epochStart();
  }

  @Override
  public FinalPoint finalPoint() {
    return ledger.store.finalPoint();
  }

  @Override
  public void connect() {
    // the gate answers when it is asked
  }

  @Override
  public void offer(byte[] event) {
    if (ledger.pool.add(ToyEvent.decode(event).orElseThrow(), ledger.headState())) {
      gate.check();
    }
  }

  @Override
  public void regossip(Consumer<byte[]> peers) {
    List<ToyEvent> events = ledger.pool.events();
    SplittableRandom random = node.random;
    for (int i = 0; i < Math.min(REGOSSIP_EVENTS, events.size()); i++) {
      peers.accept(events.get(random.nextInt(events.size())).encode());
    }
    if (events.size() > Pool.LIMIT) {
      throw new Violation("I9: pool of n" + node.index);
    }
  }

  @Override
  public boolean hasReady() {
    return ledger.pool.anyFits(ledger.headState());
  }

  @Override
  public boolean copyFrom(NodeLedger peer) {
    SimStore theirs = ((ToyNode) peer).store;
    if (theirs.height() <= ledger.store.height()) {
      return false;
    }
    ledger.store.copyFrom(theirs);
    ledger.pool.settle(ledger.headState());
    gate.check();
    return true;
  }

  @Override
  public void watchGate(Hash parent) {
    gate.watch(parent);
  }

  @Override
  public void load(PublicKey to, Hash blockHash) {
    ledger.store.byHash(blockHash).ifPresent(it -> process.later(new Input.Loaded(to, it)));
  }

  @Override
  public void report(PublicKey validator, Equivocation evidence) {
    // has no rule for it
  }

  @Override
  public void execute(Block block) {
    requireKnown(block.header().parentHash());
    String fault = world.bug.judge(ledger.ledger, block);
    if (fault.isEmpty()) {
      executed.add(block.hash());
    }
    process.in(world.plan.executeNs, new Input.Executed(block.hash(), fault.isEmpty(), fault));
  }

  @Override
  public void build(BlockDraft draft, boolean empty) {
    requireKnown(draft.parentHash());
    List<byte[]> candidates = empty ? List.of() : ledger.pool.candidates();
    Block block = ledger.ledger.build(draft, candidates);
    executed.add(block.hash());
    process.in(world.plan.executeNs, new Input.Built(draft, block));
  }

  private void requireKnown(Hash parent) {
    boolean known = executed.contains(parent) || ledger.store.byHash(parent).isPresent();
    if (node.honest && !known) {
      throw new Violation("n" + node.index + " works on a parent it has not executed");
    }
  }

  @Override
  public void commit(List<Block> blocks, Certificate finalization) {
    ledger.store.commit(blocks, finalization);
    Block last = blocks.get(blocks.size() - 1);
    @Nullable EpochStart next = last.header().lastOfEpoch() ? following(last, finalization) : null;
    ledger.pool.settle(ledger.headState());
    if (!flushing) {
      flushing = true;
      world.agenda.in(world.plan.flushNs, () -> node.run(process, this::flush));
    }
    world.crashPoint.pass(node.index);
    if (world.bug == Bug.DELETE_TO_MEMORY_HEAD) {
      truncate(ledger.store.memoryMark());
    }
    if (world.bug != Bug.NEVER_COMMITTED) {
      process.later(new Input.Committed(last.header().height(), next));
    }
    gate.check();
  }

  private EpochStart following(Block last, Certificate finalization) {
    long epoch = last.header().epoch() + 1;
    return new EpochStart(epoch, ledger.ledger.setOf(epoch), last.header(), finalization);
  }

  private void flush() {
    flushing = false;
    ledger.store.flush();
    world.crashPoint.pass(node.index);
    truncate(ledger.store.durableMark());
  }

  private void truncate(long[] head) {
    process.truncateJournal(head[0], head[1]);
  }
}
