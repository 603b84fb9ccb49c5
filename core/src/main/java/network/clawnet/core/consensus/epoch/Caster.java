package network.clawnet.core.consensus.epoch;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import network.clawnet.core.consensus.epoch.KnownBlocks.KnownBlock;
import network.clawnet.core.consensus.message.Ballot;
import network.clawnet.core.consensus.message.Certificate;
import network.clawnet.core.consensus.message.Payload;
import network.clawnet.core.consensus.message.Proposal;
import network.clawnet.core.consensus.message.Vote;
import network.clawnet.core.consensus.message.VoteKind;
import network.clawnet.core.consensus.record.JournalRecord;
import network.clawnet.core.consensus.step.Effect;
import org.jspecify.annotations.Nullable;

/**
 * Casts own votes in the one order that is safe: sign through the book, append, send, count. The
 * driver's outbox holds the send until the append is durable.
 */
final class Caster {
  private final EpochScope scope;
  private final EpochState state;
  private final StepOutput out;
  private final Intake intake;
  private final Forwarder forwarder;
  private final KnownBlocks blocks;
  private final Fetcher fetcher;
  private final Parents parents;
  private final List<Vote> unreleased = new ArrayList<>();
  private long signingFrom = Long.MIN_VALUE;

  Caster(EpochCore.Parts parts, Intake intake, Parents parents) {
    this.scope = parts.scope();
    this.state = parts.state();
    this.out = parts.out();
    this.forwarder = parts.forwarder();
    this.blocks = parts.blocks();
    this.fetcher = parts.fetcher();
    this.intake = intake;
    this.parents = parents;
  }

  /** Forbids new signatures until this time (double-run listening). */
  void listenUntil(long nanos) {
    signingFrom = nanos;
  }

  /** Returns true if nothing but the book can stand against a signature now. */
  boolean isOpen() {
    if (out.nanos() < signingFrom) {
      out.wakeAt(signingFrom);
      return false;
    }
    return !state.ended();
  }

  /** Returns true if {@link #cast} would cast. */
  boolean mayCast(Ballot ballot, @Nullable Certificate notarization) {
    return isOpen() && scope.book().maySign(ballot, notarization);
  }

  /**
   * Casts a vote if {@link #mayCast}.
   *
   * @param notarization for FINALIZE: the notarization of the same tuple
   * @param payload what to send to all
   */
  boolean cast(Ballot ballot, @Nullable Certificate notarization, Function<Vote, Payload> payload) {
    if (!isOpen()) {
      return false;
    }
    Optional<JournalRecord.OwnVote> signed = scope.book().sign(ballot, notarization);
    if (signed.isEmpty()) {
      return false;
    }
    Vote vote = signed.get().vote();
    append(signed.get());
    forwarder.broadcast(payload.apply(vote));
    intake.count(vote);
    return true;
  }

  /** Nobody else holds the body that a lone validator votes for: it must never outlive it. */
  private void append(JournalRecord.OwnVote vote) {
    if (scope.selfIsQuorum() && vote.vote().ballot().kind() == VoteKind.NOTARIZE) {
      out.appendBehindBarrier(vote);
    } else {
      out.append(vote);
    }
  }

  /** Takes back the own votes of this epoch after a restart; {@link #release} sends them. */
  void restore() {
    unreleased.addAll(scope.book().votes(scope.epoch()));
  }

  /**
   * Sends and counts restored votes, byte for byte. A NOTARIZE waits until its body is held again
   * (M6), since others rely on those who voted to hold it.
   */
  void release() {
    Iterator<Vote> waiting = unreleased.iterator();
    List<Vote> ready = new ArrayList<>();
    while (waiting.hasNext()) {
      Vote vote = waiting.next();
      Ballot ballot = vote.ballot();
      boolean past = ballot.view() <= state.floorView();
      if (past || ballot.kind() != VoteKind.NOTARIZE || isHeld(ballot)) {
        waiting.remove();
        if (!past) {
          ready.add(vote);
        }
      } else {
        fetcher.needBlock(ballot.blockHash(), -1);
      }
    }
    for (Vote vote : ready) {
      if (vote.ballot().kind() == VoteKind.NOTARIZE && scope.leads(vote.ballot().view())) {
        state.view(vote.ballot().view()).propose(vote);
      }
      forwarder.broadcast(payload(vote));
      intake.count(vote);
    }
  }

  /** Returns true if the current view's own NOTARIZE can never be sent: its body is lost. */
  boolean lostItsBody() {
    return scope.set().size() == 1
        && unreleased.stream().anyMatch(it -> it.ballot().view() == state.current());
  }

  /** Stops all signing in this epoch. */
  void refuse(String reason) {
    scope.book().deactivate();
    out.add(new Effect.Quarantined(scope.epoch(), reason, scope.selfIsNeeded()));
  }

  private boolean isHeld(Ballot ballot) {
    Optional<KnownBlock> known = blocks.find(ballot.blockHash());
    known.ifPresent(blocks::journal);
    return known.isPresent();
  }

  private Payload payload(Vote vote) {
    Ballot ballot = vote.ballot();
    Optional<KnownBlock> known = blocks.find(ballot.blockHash());
    if (ballot.kind() != VoteKind.NOTARIZE || !scope.leads(ballot.view()) || known.isEmpty()) {
      return new Payload.OfVote(vote);
    }
    List<Certificate> justification = parents.justification(ballot.parentView(), ballot.view());
    return new Payload.OfProposal(new Proposal(vote, known.get().block(), justification));
  }
}
