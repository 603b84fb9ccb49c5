package network.clawnet.core.testing.sim;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import network.clawnet.core.block.Block;
import network.clawnet.core.block.Header;
import network.clawnet.core.consensus.epoch.ConsensusCore;
import network.clawnet.core.consensus.epoch.CoreSizes;
import network.clawnet.core.consensus.message.Ballot;
import network.clawnet.core.consensus.message.Certificate;
import network.clawnet.core.consensus.message.Equivocation;
import network.clawnet.core.consensus.message.Vote;
import network.clawnet.core.consensus.message.VoteKind;
import network.clawnet.core.consensus.set.LeaderTable;
import network.clawnet.core.consensus.set.ValidatorSet;
import network.clawnet.core.consensus.step.CoreStatus;
import network.clawnet.core.consensus.step.Effect;
import network.clawnet.core.crypto.PublicKey;
import org.jspecify.annotations.Nullable;

/** The invariants I1 to I9 and I11 of docs/consensus.md; I10 is {@link World}'s. */
final class Checks {
  private static final int RECENT = 8;

  /** Views above the current one in which single votes are kept. */
  private static final int WINDOW = 17;

  /** The leader's, and one that others have notarized instead. */
  private static final int BODIES_PER_VIEW = 2;

  private record View(long epoch, long view) {}

  private record Cast(PublicKey key, View view) {}

  private final World world;
  private final List<Block> chain = new ArrayList<>();
  private final Map<View, Map<Ballot, Long>> weights = new HashMap<>();
  private final Map<Cast, List<Ballot>> cast = new HashMap<>();
  private final ArrayDeque<Ballot> recent = new ArrayDeque<>();
  private final long[] acknowledged;
  private final TreeMap<View, Ballot> notarized =
      new TreeMap<>(Comparator.comparingLong(View::epoch).thenComparingLong(View::view));
  private long leadersOf = -1;
  private @Nullable LeaderTable leaders;

  Checks(World world) {
    this.world = world;
    chain.add(world.ledger.genesis());
    acknowledged = new long[world.plan.nodes];
  }

  int height() {
    return chain.size() - 1;
  }

  /** Returns all final blocks, by height. */
  List<Block> chain() {
    return List.copyOf(chain);
  }

  Block head() {
    return chain.get(height());
  }

  /** Returns what was voted for lately, by anybody. */
  List<Ballot> recentBallots() {
    return List.copyOf(recent);
  }

  /** Returns some of the last blocks of an epoch for which a quorum voted, the newest first. */
  List<Ballot> notarizedBelow(long epoch, long view) {
    return notarized
        .headMap(new View(epoch, view), false)
        .tailMap(new View(epoch, 0), true)
        .descendingMap()
        .values()
        .stream()
        .limit(4)
        .toList();
  }

  /** A vote with a valid signature leaves a node. */
  void voted(PublicKey key, boolean honest, Vote vote) {
    Ballot ballot = vote.ballot();
    View view = new View(ballot.epoch(), ballot.view());
    List<Ballot> earlier = cast.computeIfAbsent(new Cast(key, view), it -> new ArrayList<>(3));
    if (earlier.contains(ballot)) {
      return;
    }
    for (Ballot each : earlier) {
      if (honest && Equivocation.conflicts(each, ballot)) {
        throw new Violation(
            "I3: an honest key signs " + Trace.text(each) + " and " + Trace.text(ballot));
      }
    }
    earlier.add(ballot);
    recent.add(ballot);
    if (recent.size() > RECENT) {
      recent.remove();
    }
    ValidatorSet set = world.ledger.setOf(ballot.epoch());
    Map<Ballot, Long> tally = weights.computeIfAbsent(view, it -> new HashMap<>());
    long weight = tally.merge(ballot, set.weight(set.indexOf(key)), Long::sum);
    if (set.isQuorum(weight)) {
      if (ballot.kind() == VoteKind.NOTARIZE) {
        notarized.put(view, ballot);
      } else {
        certified(ballot, tally, set);
      }
    }
  }

  private static void certified(Ballot ballot, Map<Ballot, Long> tally, ValidatorSet set) {
    tally.forEach(
        (other, weight) -> {
          boolean excluded = Equivocation.conflicts(ballot, other);
          if (excluded && set.isQuorum(weight)) {
            throw new Violation(
                "I2: both " + Trace.text(ballot) + " and " + Trace.text(other) + " have a quorum");
          }
        });
  }

  /** A node may tell its clients that these blocks are final. */
  void finalized(SimNode node, Effect.Commit commit) {
    if (!node.honest) {
      return;
    }
    lightClientAccepts(commit);
    for (Block block : commit.blocks()) {
      int height = (int) block.header().height();
      if (height > chain.size()) {
        throw new Violation("a final block does not follow: " + Trace.text(block.header()));
      }
      if (height == chain.size()) {
        namesItsLeader(block.header());
        world.ledger.settle(block);
        spareTheHonest();
        chain.add(block);
      } else if (!chain.get(height).equals(block)) {
        throw new Violation("I1: " + block + " and " + chain.get(height) + " are both final");
      }
    }
    Block last = commit.blocks().get(commit.blocks().size() - 1);
    int index = node.index;
    acknowledged[index] = Math.max(acknowledged[index], last.header().height());
  }

  /** I8: whoever lost its bond in a final block has lied. */
  private void spareTheHonest() {
    for (SimNode node : world.nodes) {
      if (node.honest && world.ledger.isPunished(node.key())) {
        throw new Violation("I8: n" + node.index + " is honest and lost its bond");
      }
    }
  }

  /** A node shows a block to its clients. */
  void readable(SimNode node, Block block) {
    int height = (int) block.header().height();
    if (node.honest && (height >= chain.size() || !chain.get(height).equals(block))) {
      throw new Violation("n" + node.index + " shows " + block + ", which is not final");
    }
  }

  private void namesItsLeader(Header header) {
    long epoch = header.epoch();
    if (leadersOf != epoch) {
      leadersOf = epoch;
      leaders =
          LeaderTable.of(
              world.ledger.setOf(epoch), world.ledger.chainId(), epoch, startOf(epoch).hash());
    }
    LeaderTable table = leaders;
    if (table == null || table.leader(header.view()) != header.slot().proposer()) {
      throw new Violation("a final header names another proposer: " + Trace.text(header));
    }
  }

  private Block startOf(long epoch) {
    for (int height = height(); height > 0; height--) {
      if (chain.get(height).header().epoch() < epoch) {
        return chain.get(height);
      }
    }
    return chain.get(0);
  }

  private void lightClientAccepts(Effect.Commit commit) {
    Certificate certificate = commit.finalization();
    Block last = commit.blocks().get(commit.blocks().size() - 1);
    ValidatorSet set = world.ledger.setOf(certificate.epoch());
    boolean fits =
        certificate.kind() == VoteKind.FINALIZE
            && certificate.ballot().blockHash().equals(last.hash())
            && certificate.epoch() == last.header().epoch()
            && certificate.hasQuorumOf(set);
    if (!fits) {
      throw new Violation("I11: a light client refuses " + Trace.text(certificate));
    }
    byte[] signed = certificate.ballot().signedBytes(world.ledger.chainId());
    for (Vote vote : certificate.votes()) {
      if (!world.keys.check().verify(set.key(vote.signer()), signed, vote.signature())) {
        throw new Violation("I11: a finalization holds a false signature");
      }
    }
  }

  /**
   * Returns true while a restarted node has less than it told its clients; it must get there from
   * its own disk, so it hears nobody meanwhile (I7).
   */
  boolean isRedoing(SimNode node) {
    return node.honest
        && !node.journalLost
        && !node.recordLost
        && node.ledger.height() < acknowledged[node.index];
  }

  void redoIsOver(SimNode node) {
    if (isRedoing(node)) {
      throw new Violation(
          String.format(
              "I7: n%d acknowledged height %d and has %d after its restart",
              node.index, acknowledged[node.index], node.ledger.height()));
    }
  }

  /** I9: what is held grows with the open views and with nothing else. */
  void afterStep(SimNode node, ConsensusCore core) {
    CoreStatus status = core.status();
    long open = status.view() - status.finalizedView() + WINDOW;
    if (CoreSizes.openViews(core) > open || CoreSizes.heldBlocks(core) > BODIES_PER_VIEW * open) {
      throw new Violation(
          String.format(
              "I9: n%d holds %d views and %d bodies at %s",
              node.index, CoreSizes.openViews(core), CoreSizes.heldBlocks(core), status));
    }
  }

  /** A node reports evidence. */
  void reported(SimNode node, Equivocation evidence) {
    world.note(node.index, "reports", evidence);
    Vote vote = evidence.first();
    PublicKey key = world.ledger.setOf(vote.ballot().epoch()).key(vote.signer());
    if (node.honest && world.isHonest(key)) {
      throw new Violation("I8: evidence against an honest key: " + evidence);
    }
  }

  void penalized(SimNode node, PublicKey peer, String reason) {
    world.note(node.index, "penalizes", reason);
    if (node.honest && world.isHonest(peer)) {
      throw new Violation("an honest peer is penalized: " + reason);
    }
  }

  void quarantined(SimNode node, String reason) {
    world.note(node.index, "is quarantined", reason);
    if (node.honest && !node.journalLost) {
      throw new Violation("n" + node.index + " is quarantined without a loss: " + reason);
    }
  }

  /** The driver or the ledger of a node has stopped. */
  void stopped(SimNode node, Object why) {
    world.note(node.index, "stops", why);
    if (node.honest && why instanceof Throwable cause) {
      throw new Violation("n" + node.index + " stops: " + cause, cause);
    } else if (node.honest) {
      throw new Violation("n" + node.index + " halts: " + why);
    }
  }
}
