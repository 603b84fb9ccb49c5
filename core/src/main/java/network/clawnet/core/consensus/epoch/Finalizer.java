package network.clawnet.core.consensus.epoch;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import network.clawnet.core.block.Block;
import network.clawnet.core.block.Header;
import network.clawnet.core.consensus.epoch.KnownBlocks.KnownBlock;
import network.clawnet.core.consensus.epoch.KnownBlocks.KnownBlock.Verdict;
import network.clawnet.core.consensus.message.Ballot;
import network.clawnet.core.consensus.message.Certificate;
import network.clawnet.core.consensus.message.Payload;
import network.clawnet.core.consensus.message.VoteKind;
import network.clawnet.core.consensus.record.EpochLicence;
import network.clawnet.core.consensus.step.Effect;
import network.clawnet.core.consensus.step.FinalPoint;
import network.clawnet.core.crypto.Hash;

/** R6 and R10: votes for finality, and commits what is final. */
final class Finalizer {
  private final EpochScope scope;
  private final EpochState state;
  private final StepOutput out;
  private final KnownBlocks blocks;
  private final Fetcher fetcher;
  private final Caster caster;
  private final EpochLicence licence;

  Finalizer(EpochCore.Parts parts, Caster caster, EpochLicence licence) {
    this.scope = parts.scope();
    this.state = parts.state();
    this.out = parts.out();
    this.blocks = parts.blocks();
    this.fetcher = parts.fetcher();
    this.caster = caster;
    this.licence = licence;
  }

  /** R6: FINALIZE in every notarized view above the floor where the book allows it. */
  void vote() {
    for (ViewState view : new ArrayList<>(state.open().values())) {
      Optional<Certificate> notarization = view.certificate(VoteKind.NOTARIZE);
      if (notarization.isPresent()) {
        Ballot ballot = notarization.get().ballot().as(VoteKind.FINALIZE);
        caster.cast(ballot, notarization.get(), Payload.OfVote::new);
      }
    }
  }

  /**
   * R10: commits the chain up to the lowest finalization once its bodies are held and good; the
   * rules run again for the next one. A restarted node that misses a later body so reaches what it
   * told its clients (I7), and never executes more than it commits, however much it replays.
   */
  void commit() {
    if (state.ended()) {
      return;
    }
    Optional<Certificate> lowest = state.lowestFinalization();
    if (lowest.isPresent()) {
      path(lowest.get().ballot().blockHash())
          .filter(this::isGood)
          .ifPresent(path -> raise(lowest.get(), path));
    }
  }

  /** Returns the blocks above the floor that lead to this one, oldest first. */
  private Optional<List<KnownBlock>> path(Hash tip) {
    Deque<KnownBlock> path = new ArrayDeque<>();
    Hash at = tip;
    while (!at.equals(state.floorHash())) {
      Optional<KnownBlock> known = blocks.find(at);
      if (known.isEmpty()) {
        return missing(at, path);
      }
      path.addFirst(known.get());
      at = known.get().block().header().parentHash();
    }
    return Optional.of(List.copyOf(path));
  }

  /** A block at or below the floor's height that is not the floor is another history. */
  private Optional<List<KnownBlock>> missing(Hash hash, Deque<KnownBlock> path) {
    KnownBlock child = path.peekFirst();
    if (child != null && child.block().header().height() <= state.floorHeader().height() + 1) {
      out.halt("a final block does not descend from final block " + state.floorHash().hex());
    } else if (scope.peers().isEmpty()) {
      out.halt("the body of final block " + hash.hex() + " is lost, and nobody else has it");
    } else {
      fetcher.needBlock(hash, -1);
    }
    return Optional.empty();
  }

  private boolean isGood(List<KnownBlock> path) {
    for (KnownBlock known : path) {
      Verdict verdict = blocks.require(known);
      if (verdict == Verdict.BAD) {
        Header header = known.block().header();
        out.halt(
            "final block "
                + known.block().hash().hex()
                + " at height "
                + header.height()
                + " fails here: "
                + known.detail());
      }
      if (verdict != Verdict.OK) {
        return false;
      }
    }
    return true;
  }

  /** M1, M2, M3: bodies and the next epoch's header are appended before the commit. */
  private void raise(Certificate finalization, List<KnownBlock> path) {
    long view = finalization.view();
    Header header =
        path.isEmpty() ? state.floorHeader() : path.get(path.size() - 1).block().header();
    List<Block> finalBlocks = new ArrayList<>();
    for (KnownBlock known : path) {
      blocks.journal(known);
      finalBlocks.add(known.block());
    }
    if (header.lastOfEpoch() && header.epoch() == scope.epoch()) {
      licence.open(scope.epoch() + 1, header).ifPresent(out::append);
    }
    if (!finalBlocks.isEmpty()) {
      out.add(new Effect.Commit(finalBlocks, finalization));
    }
    state.raiseFloor(new FinalPoint(view, header, finalization));
    scope.book().raiseFloor(scope.epoch(), view);
    blocks.prune();
  }
}
