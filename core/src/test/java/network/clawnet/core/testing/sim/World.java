package network.clawnet.core.testing.sim;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import network.clawnet.core.consensus.message.ConsensusMessage;
import network.clawnet.core.consensus.message.Payload;
import network.clawnet.core.consensus.message.Vote;
import network.clawnet.core.consensus.set.Validator;
import network.clawnet.core.consensus.set.ValidatorSet;
import network.clawnet.core.consensus.step.CoreStatus;
import network.clawnet.core.crypto.PublicKey;
import org.jspecify.annotations.Nullable;

/** One schedule: everything there is, in one thread and virtual time. */
final class World {
  /** Largest backoff of an honest node (amendment M10). */
  private static final int MAX_BACKOFF = 16;

  private static final long IDLE_NS = 1_000 * Agenda.MS;

  final Plan plan;
  final Bug bug;
  final CrashPoint crashPoint;
  final Agenda agenda = new Agenda();
  final Trace trace = new Trace();
  final KeyRing keys;
  final SimLedger ledger;
  final Checks checks;
  final SimNetwork network;

  /** By index; a twin of a node lies behind all nodes. */
  final List<SimNode> nodes = new ArrayList<>();

  private final SplittableRandom random;
  private final List<PublicKey> publicKeys = new ArrayList<>();
  private final Workload workload;
  private @Nullable Faults faults;
  private long steps;

  World(Plan plan, Bug bug, CrashPoint crashPoint) {
    this.plan = plan;
    this.bug = bug;
    this.crashPoint = crashPoint;
    random = plan.random.split();
    keys = plan.realKeys ? new RealKeys() : new StubKeys();
    for (int i = 0; i < plan.nodes; i++) {
      publicKeys.add(keys.signer(i).publicKey());
    }
    ledger =
        plan.realLedger
            ? new RealLedger(plan, sets().get(0), keys)
            : new ToyLedger(sets(), plan.epochMs);
    checks = new Checks(this);
    network = new SimNetwork(this);
    for (int i = 0; i < plan.nodes; i++) {
      nodes.add(new SimNode(this, i, i < plan.nodes - plan.liars.size(), keys.signer(i)));
    }
    for (int i = 0; i < plan.liars.size(); i++) {
      makeLiar(plan.nodes - 1 - i, plan.liars.get(i));
    }
    workload = new Workload(this, random.split());
  }

  /**
   * Runs both phases; throws {@link Violation} if an invariant fails.
   *
   * @return crash points passed in the first phase
   */
  long run() {
    for (SimNode node : nodes) {
      agenda.in(random.nextLong(10 * Agenda.MS), node::restart);
    }
    workload.start();
    Faults starting = new Faults(this, random.split());
    faults = starting;
    starting.start();
    runUntil(plan.safetyNs);
    long points = crashPoint.passed();
    heal();
    live();
    if (plan.mustIdle()) {
      idle();
    }
    inspect();
    return points;
  }

  int eventCount() {
    return workload.submitted();
  }

  int faultCount() {
    return faults == null ? 0 : faults.happened();
  }

  long steps() {
    return steps;
  }

  void note(int node, String verb, Object what) {
    trace.add(agenda.now(), node, verb, what);
  }

  boolean isHonest(PublicKey key) {
    int index = publicKeys.indexOf(key);
    return index >= 0 && nodes.get(index).honest;
  }

  boolean isHealed() {
    return agenda.now() >= plan.safetyNs;
  }

  PublicKey key(int index) {
    return publicKeys.get(index);
  }

  /** Carries a message of the consensus protocol to whoever holds the key. */
  void transmit(int from, PublicKey to, ConsensusMessage message) {
    int target = publicKeys.indexOf(to);
    if (target < 0) {
      throw new Violation("n" + from + " sends to an unknown key");
    }
    register(from, message.payload());
    for (SimNode node : nodes) {
      if (node.key().equals(to) && hears(node, from, message)) {
        network.send(
            from,
            target,
            message,
            arriving -> {
              note(node.index, "gets from n" + from, arriving);
              node.deliver(key(from), arriving);
            });
      }
    }
  }

  void gossip(int from, byte[] event) {
    for (SimNode node : nodes) {
      if (node.index != from) {
        network.carry(from, node.index, () -> node.offer(event));
      }
    }
  }

  /** Returns the honest running node with the highest head that can be reached both ways. */
  @Nullable SimNode bestPeer(SimNode asking) {
    SimNode best = null;
    for (SimNode node : nodes) {
      boolean reachable =
          network.isOpen(asking.index, node.index) && network.isOpen(node.index, asking.index);
      boolean usable = node != asking && node.honest && node.isUp() && reachable;
      if (usable && (best == null || node.ledger.height() > best.ledger.height())) {
        best = node;
      }
    }
    return best;
  }

  private void register(int from, Payload payload) {
    boolean honest = nodes.get(from).honest;
    if (payload instanceof Payload.OfVote it) {
      register(from, honest, it.vote());
    } else if (payload instanceof Payload.OfProposal it) {
      register(from, honest, it.proposal().vote());
    }
  }

  private void register(int from, boolean honest, Vote vote) {
    ValidatorSet set = ledger.setOf(vote.ballot().epoch());
    if (vote.signer() >= set.size()) {
      return;
    }
    PublicKey signer = set.key(vote.signer());
    if (honest ? signer.equals(key(from)) : isSigned(signer, vote)) {
      checks.voted(signer, isHonest(signer), vote);
    }
  }

  private boolean isSigned(PublicKey signer, Vote vote) {
    byte[] bytes = vote.ballot().signedBytes(ledger.chainId());
    return keys.check().verify(signer, bytes, vote.signature());
  }

  /** Twins share a key; each view of each peer is seen by one of them or by both. */
  private boolean hears(SimNode node, int from, ConsensusMessage message) {
    if (!plan.liars.contains(Mischief.Kind.TWINS) || node.honest) {
      return true;
    }
    boolean shadow = nodes.indexOf(node) >= plan.nodes;
    long side = (message.status().view() * 31 + from * 17L + plan.seed) % 3;
    return side == 0 || (side == 1) == shadow;
  }

  private List<ValidatorSet> sets() {
    List<ValidatorSet> sets = new ArrayList<>();
    for (int epoch = 0; epoch < plan.nodes; epoch++) {
      List<Validator> members = new ArrayList<>();
      for (int i = 0; i < plan.nodes; i++) {
        boolean rests = plan.nodes > plan.perEpoch && i == epoch;
        if (!rests) {
          members.add(new Validator(key(i), plan.weights[i]));
        }
      }
      sets.add(ValidatorSet.of(members));
    }
    return sets;
  }

  private void makeLiar(int index, Mischief.Kind kind) {
    SimNode node = nodes.get(index);
    if (kind == Mischief.Kind.TWINS) {
      nodes.add(new SimNode(this, index, false, keys.signer(index)));
    } else {
      Mischief mischief = new Mischief(node, kind);
      node.outlet = mischief::send;
    }
  }

  private void runUntil(long endNs) {
    while (agenda.runNext(endNs)) {
      steps++;
    }
  }

  private void heal() {
    note(-1, "heal", "");
    network.heal();
    for (SimNode node : nodes) {
      node.pauseUntil(agenda.now());
      agenda.in(random.nextLong(5 * Agenda.MS), node::restart);
    }
    byte[] fresh = ledger.freshEvent();
    agenda.in(10 * Agenda.MS, () -> nodes.forEach(it -> it.offer(fresh)));
  }

  /** I10: a fresh event that all have is final everywhere within 12 backed-off views. */
  private void live() {
    long limit = agenda.now() + 12 * MAX_BACKOFF * plan.timing.advanceNs();
    while (!freshIsFinal()) {
      if (!agenda.runNext(limit)) {
        throw new Violation("I10: a fresh event is not final in time: " + heights());
      }
      steps++;
    }
  }

  /** M7: with nothing to do, no blocks are made and nobody runs timers. */
  private void idle() {
    runUntil(agenda.now() + (plan.realLedger ? 3 : 1) * IDLE_NS); // due entries come late
    int height = checks.height();
    runUntil(agenda.now() + IDLE_NS);
    boolean waiting = false;
    boolean armed = false;
    for (SimNode node : nodes) {
      SimProcess process = node.process;
      waiting |= process != null && process.ledger().hasReady();
      armed |= process != null && runsTimers(process.core().status());
    }
    if (!waiting && (armed || checks.height() != height)) {
      throw new Violation("M7: the chain does not come to rest: " + heights());
    }
  }

  /** A follower may stay armed by an event that it saw late: it has no timers to run. */
  private static boolean runsTimers(CoreStatus status) {
    return status.armed() && status.votes();
  }

  private void inspect() {
    try {
      for (SimNode node : nodes) {
        if (node.honest) {
          node.ledger.inspect(node.index == 0);
        }
      }
    } catch (IOException e) {
      throw new Violation("a database does not open: " + e.getMessage(), e);
    }
  }

  private boolean freshIsFinal() {
    for (SimNode node : nodes) {
      if (node.honest && !node.ledger.hasFresh()) {
        return false;
      }
    }
    return true;
  }

  private String heights() {
    StringBuilder out = new StringBuilder();
    for (SimNode node : nodes) {
      SimProcess process = node.process;
      String status = process == null ? "down" : process.core().status().toString();
      out.append(" n")
          .append(node.index)
          .append(':')
          .append(node.ledger.height())
          .append(' ')
          .append(status);
    }
    return out.toString();
  }
}
