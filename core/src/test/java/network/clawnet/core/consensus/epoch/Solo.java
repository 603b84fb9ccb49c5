package network.clawnet.core.consensus.epoch;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import network.clawnet.core.block.Block;
import network.clawnet.core.block.BlockDraft;
import network.clawnet.core.block.BodyDigest;
import network.clawnet.core.block.Header;
import network.clawnet.core.block.Outcome;
import network.clawnet.core.block.Slot;
import network.clawnet.core.consensus.message.Ballot;
import network.clawnet.core.consensus.message.Certificate;
import network.clawnet.core.consensus.message.ConsensusMessage;
import network.clawnet.core.consensus.message.Payload;
import network.clawnet.core.consensus.message.PeerStatus;
import network.clawnet.core.consensus.message.Proposal;
import network.clawnet.core.consensus.message.Vote;
import network.clawnet.core.consensus.message.VoteKind;
import network.clawnet.core.consensus.record.JournalRecord;
import network.clawnet.core.consensus.set.LeaderTable;
import network.clawnet.core.consensus.set.ValidatorSet;
import network.clawnet.core.consensus.step.ConsensusConfig;
import network.clawnet.core.consensus.step.Effect;
import network.clawnet.core.consensus.step.EpochStart;
import network.clawnet.core.consensus.step.FinalPoint;
import network.clawnet.core.consensus.step.GateReason;
import network.clawnet.core.consensus.step.Input;
import network.clawnet.core.consensus.step.Now;
import network.clawnet.core.consensus.step.StartState;
import network.clawnet.core.consensus.step.Timing;
import network.clawnet.core.crypto.Hash;
import network.clawnet.core.crypto.PublicKey;

/** One core of four equal validators; the test plays the three others, the ledger and the clock. */
final class Solo {
  static final long MS = 1_000_000;
  static final Timing TIMING = new Timing(100 * MS, 100 * MS, 100 * MS, 0, 0);
  static final ValidatorSet SET = Cluster.equal(0, 4);

  final Block genesis = TestLedger.genesis(SET);
  final EpochStart start = new EpochStart(0, SET, genesis.header(), null);
  final LeaderTable leaders = LeaderTable.of(SET, Keys.CHAIN, 0, genesis.hash());
  final int self;
  final List<JournalRecord> journal = new ArrayList<>();
  List<Effect> effects = new ArrayList<>();
  ConsensusCore core;
  long nanos = -7_000_000_000_000L;
  long wallMs = TestLedger.GENESIS_MS + 1_000;
  boolean executeAtOnce = true;

  /**
   * @param leads true to be the leader of view 1, false to be that of view 3
   */
  Solo(boolean leads) {
    int leader = leaders.leader(1);
    self = leads ? leader : leaders.leader(3);
    journal.add(new JournalRecord.Birth(wallMs, SET.key(self), true));
    core = fresh(TIMING);
    begin();
  }

  ConsensusCore fresh(Timing timing) {
    ConsensusConfig config = new ConsensusConfig(Keys.CHAIN, timing, 1 << 20, 4, 1);
    return new ConsensusCore(config, Keys.signer(SET.key(self)), Keys.CHECK);
  }

  /** Starts the core from the journal and the genesis block. */
  void begin() {
    take(core.start(now(), new StartState(start, FinalPoint.of(start), journal, true)));
  }

  /** Crashes and starts again; the whole journal was durable. */
  void restart() {
    effects.clear();
    core = fresh(TIMING);
    begin();
  }

  Now now() {
    return new Now(nanos, wallMs);
  }

  void input(Input input) {
    take(core.step(now(), input));
  }

  void pass(long ms) {
    nanos += ms * MS;
    wallMs += ms;
    input(new Input.TimerFired());
  }

  void receive(int from, Payload payload) {
    PeerStatus same = new PeerStatus(0, core.status().view(), core.status().finalizedHeight());
    receive(from, payload, same);
  }

  void receive(int from, Payload payload, PeerStatus status) {
    input(new Input.Received(SET.key(from), new ConsensusMessage(payload, status)));
  }

  private void take(List<Effect> done) {
    effects.addAll(done);
    for (Effect effect : done) {
      if (effect instanceof Effect.Append it) {
        journal.add(it.record());
      } else if (effect instanceof Effect.Execute it && executeAtOnce) {
        input(new Input.Executed(it.block().hash(), true, ""));
      }
    }
  }

  // What the others make.

  Block child(Block parent, long view, String event) {
    return child(parent.header(), view, parent.header().tsMs() + 100, event, false);
  }

  Block child(Header parent, long view, long tsMs, String event, boolean last) {
    List<byte[]> events =
        event.isEmpty() ? List.of() : List.of(event.getBytes(StandardCharsets.UTF_8));
    Slot slot = new Slot(0, view, parent.height() + 1, leaders.leader(view));
    BlockDraft draft = new BlockDraft(Keys.CHAIN, slot, parent.hash(), tsMs, SET.hash());
    Outcome outcome = new Outcome(last, Hash.ZERO, Hash.ZERO, SET.hash());
    return new Block(draft.complete(BodyDigest.of(events), outcome), events);
  }

  Proposal proposal(Block block, long view, long parentView, Certificate... justification) {
    Ballot ballot = Ballot.notarize(0, view, parentView, block.hash());
    return new Proposal(vote(leaders.leader(view), ballot), block, Arrays.asList(justification));
  }

  void propose(Proposal proposal) {
    receive(proposal.vote().signer(), new Payload.OfProposal(proposal));
  }

  Vote vote(int signer, Ballot ballot) {
    return Keys.vote(ballot, signer, SET.key(signer));
  }

  /** Returns a certificate by the three others. */
  Certificate certificate(Ballot ballot) {
    return Certificate.of(ballot, others().map(it -> vote(it, ballot)).toList(), SET.size());
  }

  Certificate notarization(long view, long parentView, Block block) {
    return certificate(Ballot.notarize(0, view, parentView, block.hash()));
  }

  Certificate nullification(long view) {
    return certificate(Ballot.nullify(0, view));
  }

  Certificate finalization(long view, long parentView, Block block) {
    return certificate(Ballot.finalizing(0, view, parentView, block.hash()));
  }

  void certify(Certificate certificate) {
    receive(others().findFirst().orElseThrow(), new Payload.OfCertificate(certificate));
  }

  Stream<Integer> others() {
    return Stream.of(0, 1, 2, 3).filter(it -> it != self);
  }

  void gate(Hash parent, GateReason... reasons) {
    input(new Input.GateChanged(parent, Set.of(reasons)));
  }

  // What the core did.

  <T extends Effect> List<T> all(Class<T> type) {
    return effects.stream().filter(type::isInstance).map(type::cast).toList();
  }

  /** Returns the payloads sent since the last {@link #forget}. */
  <T extends Payload> List<T> sent(Class<T> type) {
    return all(Effect.Send.class).stream()
        .map(it -> it.message().payload())
        .filter(type::isInstance)
        .map(type::cast)
        .toList();
  }

  /** Returns the own votes of a kind and view that were sent, proposals included. */
  List<Vote> votes(VoteKind kind, long view) {
    Stream<Vote> plain = sent(Payload.OfVote.class).stream().map(Payload.OfVote::vote);
    Stream<Vote> proposals =
        sent(Payload.OfProposal.class).stream().map(it -> it.proposal().vote());
    return Stream.concat(plain, proposals)
        .filter(it -> it.ballot().kind() == kind && it.ballot().view() == view)
        .toList();
  }

  List<JournalRecord> appended() {
    return all(Effect.Append.class).stream().map(Effect.Append::record).toList();
  }

  Optional<BlockDraft> asked() {
    return all(Effect.BuildBlock.class).stream().map(Effect.BuildBlock::draft).reduce((a, b) -> b);
  }

  void forget() {
    effects.clear();
  }

  PublicKey key(int index) {
    return SET.key(index);
  }

  int leader(long view) {
    return leaders.leader(view);
  }
}
