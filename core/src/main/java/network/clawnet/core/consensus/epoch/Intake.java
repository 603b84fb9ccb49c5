package network.clawnet.core.consensus.epoch;

import java.util.Optional;
import network.clawnet.core.block.Block;
import network.clawnet.core.consensus.message.Ballot;
import network.clawnet.core.consensus.message.Certificate;
import network.clawnet.core.consensus.message.Equivocation;
import network.clawnet.core.consensus.message.Proposal;
import network.clawnet.core.consensus.message.Vote;
import network.clawnet.core.consensus.message.VoteKind;
import network.clawnet.core.consensus.record.JournalRecord;
import network.clawnet.core.consensus.step.Effect;
import network.clawnet.core.crypto.PublicKey;
import org.jspecify.annotations.Nullable;

/**
 * Takes in votes, certificates, proposals and blocks of this epoch: checks them, counts them, keeps
 * them. Decides nothing (R3, R14, evidence).
 */
final class Intake {
  private final EpochScope scope;
  private final EpochState state;
  private final StepOutput out;
  private final Forwarder forwarder;
  private final KnownBlocks blocks;
  private final Fetcher fetcher;
  private Optional<String> doubleRun = Optional.empty();

  /** The floor's view, once evidence was given against those who signed against it. */
  private long convictedView = -1;

  Intake(EpochCore.Parts parts) {
    this.scope = parts.scope();
    this.state = parts.state();
    this.out = parts.out();
    this.forwarder = parts.forwarder();
    this.blocks = parts.blocks();
    this.fetcher = parts.fetcher();
  }

  /** Returns why the own key must be in use elsewhere, once (M5). */
  Optional<String> takeDoubleRun() {
    Optional<String> taken = doubleRun;
    doubleRun = Optional.empty();
    return taken;
  }

  void vote(PublicKey from, Vote vote) {
    if (!state.inWindow(vote.ballot().view())) {
      return;
    }
    ViewState view = state.view(vote.ballot().view());
    if (view.tally().isSettled(vote)) {
      hear(view, vote);
      return;
    }
    if (scope.check().isValid(vote)) {
      hear(view, vote);
      observe(vote);
      assemble(vote.ballot());
    } else {
      out.add(new Effect.Penalize(from, "invalid vote signature"));
    }
  }

  /** Counts an own vote that the book has signed. */
  void count(Vote vote) {
    state.view(vote.ballot().view()).tally().add(vote);
    state.touch();
    assemble(vote.ballot());
  }

  /** R3: certificates first, then the first valid proposal of the view. */
  void proposal(PublicKey from, Proposal proposal) {
    Ballot ballot = proposal.ballot();
    Vote vote = proposal.vote();
    if (!state.inWindow(ballot.view())) {
      return;
    }
    if (vote.signer() != scope.leader(ballot.view())
        || !scope.check().isValid(vote)
        || proposal.block().header().epoch() != scope.epoch()) {
      out.add(new Effect.Penalize(from, "invalid proposal"));
      return;
    }
    proposal.justification().forEach(it -> certificate(from, it));
    if (!state.inWindow(ballot.view())) {
      return;
    }
    ViewState view = state.view(ballot.view());
    hear(view, vote);
    Optional<Vote> first = view.proposal();
    if (first.isEmpty()) {
      view.propose(vote);
      out.append(new JournalRecord.HeldProposal(vote));
      state.touch();
    }
    observe(vote);
    boolean isFirst = first.isEmpty() || first.get().ballot().equals(ballot);
    if (isFirst && (ballot.view() >= state.current() || view.has(VoteKind.NOTARIZE))) {
      hold(from, proposal.block());
    }
    assemble(ballot);
  }

  /** Takes a block that was asked for. */
  void block(PublicKey from, Block block) {
    if (!fetcher.wants(block.hash())) {
      return;
    }
    boolean isFinal =
        state.finalizations().stream().anyMatch(it -> it.ballot().blockHash().equals(block.hash()));
    if (isFinal && block.header().height() <= state.floorHeader().height()) {
      out.halt("a second block is final at height " + block.header().height());
    }
    hold(from, block);
  }

  void certificate(PublicKey from, Certificate certificate) {
    Ballot ballot = certificate.ballot();
    if (ballot.epoch() != scope.epoch() || ballot.view() < state.floorView()) {
      return;
    }
    if (ballot.view() == state.floorView()) {
      againstFloor(from, certificate);
      return;
    }
    Optional<Ballot> known =
        state
            .known(ballot.view())
            .flatMap(it -> it.certificate(ballot.kind()))
            .map(Certificate::ballot);
    if (known.isPresent() && known.get().equals(ballot)) {
      return;
    }
    if (!scope.check().isValid(certificate)) {
      out.add(new Effect.Penalize(from, "invalid certificate"));
      return;
    }
    certificate.votes().forEach(this::observe);
    if (known.isEmpty()) {
      keep(certificate, from);
    }
  }

  /** Takes back what the journal holds of this epoch; nothing is sent or appended. */
  void restore(JournalRecord record) {
    if (record instanceof JournalRecord.HeldBlock held) {
      blocks.restore(held.block());
    } else if (record.view() <= state.floorView()) {
      return;
    } else if (record instanceof JournalRecord.HeldCertificate held) {
      restore(held.certificate());
    } else if (record instanceof JournalRecord.HeldProposal held) {
      state.view(record.view()).propose(held.vote());
      state.view(record.view()).tally().add(held.vote());
    } else if (record instanceof JournalRecord.OwnVote own) {
      Certificate notarization = own.notarization();
      if (notarization != null) {
        restore(notarization);
      }
    }
  }

  private void restore(Certificate certificate) {
    ViewState view = state.view(certificate.view());
    view.put(certificate);
    for (Vote vote : certificate.votes()) {
      if (vote.signer() != scope.self()) {
        view.tally().add(vote);
      }
    }
  }

  private void hear(ViewState view, Vote vote) {
    if (vote.signer() != scope.self() && !view.heard()) {
      view.hear();
      state.touch();
    }
  }

  private void hold(PublicKey from, Block block) {
    if (blocks.find(block.hash()).isPresent() || block.header().epoch() != scope.epoch()) {
      return; // M8: a certificate counts for blocks of its own epoch only
    }
    if (block.bodyMatches()) {
      blocks.hold(block);
    } else {
      out.add(new Effect.Penalize(from, "body does not fit its header"));
    }
  }

  /** Counts a valid vote of another validator; an own one must be in the book. */
  private void observe(Vote vote) {
    if (vote.signer() == scope.self()) {
      if (scope.book().isActive(scope.epoch()) && !scope.book().holds(vote.ballot())) {
        doubleRun = Optional.of("a vote by this node's key is not in its journal");
      }
      return;
    }
    state
        .view(vote.ballot().view())
        .tally()
        .add(vote)
        .ifPresent(it -> out.add(new Effect.ReportEvidence(scope.set().key(vote.signer()), it)));
    state.touch();
  }

  private void assemble(Ballot ballot) {
    ViewState view = state.view(ballot.view());
    if (!view.has(ballot.kind())) {
      view.tally().certificate(ballot).ifPresent(it -> keep(it, null));
    }
  }

  private void keep(Certificate certificate, @Nullable PublicKey from) {
    state.view(certificate.view()).put(certificate);
    if (certificate.kind() == VoteKind.NULLIFY) {
      state.countNullified();
    }
    out.append(new JournalRecord.HeldCertificate(certificate));
    forwarder.spread(certificate, from);
    state.touch();
  }

  /** Nobody honest signs against what is final: at least a third convicts itself. */
  private void againstFloor(PublicKey from, Certificate certificate) {
    boolean rival =
        certificate.kind() == VoteKind.FINALIZE
            && !certificate.ballot().blockHash().equals(state.floorHash());
    if (!rival && (certificate.kind() != VoteKind.NULLIFY || convictedView == state.floorView())) {
      return;
    }
    if (!scope.check().isValid(certificate)) {
      out.add(new Effect.Penalize(from, "invalid certificate"));
      return;
    }
    convict(certificate);
    if (rival) {
      out.halt("two final blocks in view " + certificate.view() + " of epoch " + scope.epoch());
    }
  }

  private void convict(Certificate rival) {
    Certificate known = state.floorCertificate();
    if (known == null || convictedView == state.floorView()) {
      return;
    }
    convictedView = state.floorView();
    for (Vote first : known.votes()) {
      for (Vote second : rival.votes()) {
        if (first.signer() == second.signer()
            && Equivocation.conflicts(first.ballot(), second.ballot())) {
          out.add(
              new Effect.ReportEvidence(
                  scope.set().key(first.signer()), new Equivocation(first, second)));
        }
      }
    }
  }
}
