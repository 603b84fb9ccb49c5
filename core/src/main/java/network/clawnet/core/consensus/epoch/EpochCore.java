package network.clawnet.core.consensus.epoch;

import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import network.clawnet.core.block.Block;
import network.clawnet.core.consensus.epoch.KnownBlocks.KnownBlock;
import network.clawnet.core.consensus.message.Certificate;
import network.clawnet.core.consensus.message.Payload;
import network.clawnet.core.consensus.message.PeerStatus;
import network.clawnet.core.consensus.message.VoteKind;
import network.clawnet.core.consensus.record.EpochLicence;
import network.clawnet.core.consensus.record.JournalRecord;
import network.clawnet.core.consensus.step.CoreStatus;
import network.clawnet.core.consensus.step.Effect;
import network.clawnet.core.consensus.step.FinalPoint;
import network.clawnet.core.consensus.step.Input;
import network.clawnet.core.crypto.PublicKey;

/**
 * Simplex within one epoch. An input changes what is known; then {@link #settle} looks at every
 * rule again until none has anything to do. So no rule can miss its cue, whatever the order of
 * inputs.
 */
final class EpochCore {
  /** More rounds than a step can need; reaching it is a bug. */
  private static final int MAX_ROUNDS = 10_000;

  private final EpochScope scope;
  private final EpochState state;
  private final StepOutput out;
  private final EpochLicence licence;
  private final Fetcher fetcher;
  private final Forwarder forwarder;
  private final KnownBlocks blocks;
  private final Absence absence;
  private final Intake intake;
  private final Caster caster;
  private final Pacemaker pacemaker;
  private final Notarizer notarizer;
  private final Proposer proposer;
  private final Finalizer finalizer;
  private final Nullifier nullifier;

  /** What the rules share. */
  record Parts(
      EpochScope scope,
      EpochState state,
      StepOutput out,
      Forwarder forwarder,
      KnownBlocks blocks,
      Fetcher fetcher) {}

  EpochCore(
      EpochScope scope,
      FinalPoint head,
      StepOutput out,
      EpochLicence licence,
      SplittableRandom random) {
    this.scope = scope;
    this.out = out;
    this.licence = licence;
    state = new EpochState(scope.start(), head);
    fetcher = new Fetcher(scope, state, out, random);
    forwarder = new Forwarder(scope, state, out);
    blocks = new KnownBlocks(state, out, fetcher);
    Parts parts = new Parts(scope, state, out, forwarder, blocks, fetcher);
    Parents parents = new Parents(scope, state, blocks, fetcher);
    absence = new Absence(scope, state, out.nanos());
    intake = new Intake(parts);
    caster = new Caster(parts, intake, parents);
    pacemaker = new Pacemaker(parts, parents, absence);
    notarizer = new Notarizer(parts, parents, caster);
    proposer = new Proposer(parts, parents, caster, pacemaker);
    finalizer = new Finalizer(parts, caster, licence);
    nullifier = new Nullifier(parts, caster, pacemaker, random);
    state.enter(state.current(), out.nanos());
  }

  long epoch() {
    return scope.epoch();
  }

  EpochScope scope() {
    return scope;
  }

  /** Returns true once the epoch's last block is final. */
  boolean ended() {
    return state.ended();
  }

  PeerStatus status() {
    return state.status();
  }

  /** Returns how many views are held, for the test of their bound. */
  int openViews() {
    return state.open().size();
  }

  /** Returns how many bodies are held, for the test of their bound. */
  int heldBlocks() {
    return blocks.size();
  }

  CoreStatus report() {
    boolean votes = scope.self() >= 0 && scope.book().isActive(scope.epoch());
    PeerStatus at = state.status();
    return new CoreStatus(
        at.epoch(), at.view(), state.floorView(), at.finalizedHeight(), pacemaker.armed(), votes);
  }

  /** Takes back this epoch's journal records and goes to the view they lead to. */
  void restore(List<JournalRecord> records) {
    records.forEach(intake::restore);
    caster.restore();
    long view = Math.max(1 + state.highestCertified(), scope.book().highestView(scope.epoch()));
    if (view > state.current()) {
      state.enter(view, out.nanos());
    }
  }

  /** Forbids new signatures until this time. */
  void listenUntil(long nanos) {
    caster.listenUntil(nanos);
  }

  /** Takes a payload of this epoch, or one of no epoch. */
  void receive(PublicKey from, Payload payload) {
    int index = scope.set().indexOf(from);
    if (index >= 0) {
      absence.heard(index, out.nanos());
    }
    if (payload instanceof Payload.OfVote it) {
      intake.vote(from, it.vote());
    } else if (payload instanceof Payload.OfCertificate it) {
      intake.certificate(from, it.certificate());
    } else if (payload instanceof Payload.OfProposal it) {
      intake.proposal(from, it.proposal());
    } else if (payload instanceof Payload.OfBlock it) {
      intake.block(from, it.block());
    } else if (payload instanceof Payload.WantView it) {
      forwarder.serveView(from, it.view());
    } else if (payload instanceof Payload.WantBlock it) {
      serveBlock(from, it);
    }
    intake
        .takeDoubleRun()
        .ifPresent(
            reason -> {
              licence.revoke();
              caster.refuse(reason);
            });
  }

  /** Frees a peer that is behind, after its message was taken. */
  void answer(PublicKey peer, PeerStatus status) {
    forwarder.answer(peer, status);
  }

  /** Takes the answer to a question. */
  void take(Input input) {
    if (input instanceof Input.Built it) {
      proposer.built(it.draft(), it.block());
    } else if (input instanceof Input.Executed it) {
      blocks.executed(it.blockHash(), it.valid(), it.detail());
    } else if (input instanceof Input.GateChanged it) {
      pacemaker.gateChanged(it.parentHash(), it.reasons());
    } else if (input instanceof Input.Committed it) {
      state.committed(it.height());
    } else if (input instanceof Input.Loaded it) {
      forwarder.send(List.of(it.to()), new Payload.OfBlock(it.block()));
    }
  }

  /** Block sync has brought the store further than this core knows. */
  void synced(FinalPoint head) {
    state.committed(head.header().height());
    if (head.header().height() > state.floorHeader().height()) {
      state.raiseFloor(head);
      scope.book().raiseFloor(scope.epoch(), head.view());
      blocks.prune();
    }
  }

  /** Applies the rules until nothing changes. */
  void settle() {
    for (int round = 0; !out.halted(); round++) {
      if (round > MAX_ROUNDS) {
        throw new IllegalStateException("the rules do not come to rest");
      }
      long before = state.changes();
      out.clearWakes();
      fetcher.begin();
      applyRules();
      if (state.changes() == before) {
        break;
      }
    }
    fetcher.run();
    forwarder.run();
    pacemaker.watch();
  }

  private void applyRules() {
    finalizer.commit();
    advance();
    if (state.ended()) {
      return;
    }
    caster.release();
    finalizer.vote();
    pacemaker.run();
    notarizer.run();
    proposer.run();
    boolean failed = notarizer.foundBad() || proposer.failed() || caster.lostItsBody();
    nullifier.run(failed);
    nullifier.retry();
  }

  /** R6, R7, R10: a certificate of the current or a later view ends it. */
  private void advance() {
    long next = 1 + state.highestCertified();
    if (next <= state.current()) {
      return;
    }
    for (long left = state.current(); left < next; left++) {
      forgetBody(left);
    }
    state.enter(next, out.nanos());
    absence.run();
  }

  /** Frees the body of a lost proposal, unless this node's NOTARIZE has promised to hold it. */
  private void forgetBody(long view) {
    if (!state.has(VoteKind.NULLIFY, view)
        || state.has(VoteKind.NOTARIZE, view)
        || scope.book().vote(VoteKind.NOTARIZE, scope.epoch(), view).isPresent()) {
      return;
    }
    state
        .known(view)
        .flatMap(ViewState::proposal)
        .flatMap(vote -> blocks.find(vote.ballot().blockHash()))
        .map(KnownBlock::block)
        .filter(block -> block.header().view() == view)
        .map(Block::hash)
        .ifPresent(blocks::drop);
  }

  private void serveBlock(PublicKey from, Payload.WantBlock want) {
    blocks
        .find(want.hash())
        .map(KnownBlock::block)
        .ifPresentOrElse(
            block -> forwarder.send(List.of(from), new Payload.OfBlock(block)),
            () -> out.add(new Effect.LoadBlock(from, want.hash())));
  }

  /** Returns the certificate that made the floor final. */
  Optional<Certificate> floorCertificate() {
    return Optional.ofNullable(state.floorCertificate());
  }
}
