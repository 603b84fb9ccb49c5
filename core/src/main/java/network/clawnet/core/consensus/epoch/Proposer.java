package network.clawnet.core.consensus.epoch;

import java.util.Optional;
import network.clawnet.core.block.Block;
import network.clawnet.core.block.BlockDraft;
import network.clawnet.core.block.Slot;
import network.clawnet.core.consensus.epoch.KnownBlocks.KnownBlock;
import network.clawnet.core.consensus.epoch.KnownBlocks.KnownBlock.Verdict;
import network.clawnet.core.consensus.epoch.Parents.Parent;
import network.clawnet.core.consensus.message.Ballot;
import network.clawnet.core.consensus.message.Payload;
import network.clawnet.core.consensus.message.Proposal;
import network.clawnet.core.consensus.step.Effect;
import network.clawnet.core.crypto.Hash;
import org.jspecify.annotations.Nullable;

/** R2: makes the proposal of a view that this node leads. */
final class Proposer {
  /** With more open views than this, blocks are proposed empty: held bodies stay bounded. */
  private static final long MAX_OPEN_VIEWS = 32;

  private static final long CLOCK_WAIT_NANOS = 100_000_000;

  private record Building(BlockDraft draft, long parentView) {}

  private final EpochScope scope;
  private final EpochState state;
  private final StepOutput out;
  private final KnownBlocks blocks;
  private final Parents parents;
  private final Caster caster;
  private final Pacemaker pacemaker;
  private @Nullable Building building;
  private long failedView;
  private long buildFrom = Long.MIN_VALUE;

  Proposer(EpochCore.Parts parts, Parents parents, Caster caster, Pacemaker pacemaker) {
    this.scope = parts.scope();
    this.state = parts.state();
    this.out = parts.out();
    this.blocks = parts.blocks();
    this.parents = parents;
    this.caster = caster;
    this.pacemaker = pacemaker;
  }

  /** Returns true if this node could not build the current view's block. */
  boolean failed() {
    return failedView == state.current();
  }

  /** Looks at the current view and asks for a block, or re-proposes the epoch's last one. */
  void run() {
    long view = state.current();
    if (!scope.leads(view) || failed() || isBuilding(view) || !mayPropose(view)) {
      return;
    }
    Optional<Parent> best = parents.best(view);
    if (best.isEmpty() || !isExecuted(best.get())) {
      return;
    }
    if (best.get().endsEpoch(scope.epoch())) {
      blocks.find(best.get().hash()).ifPresent(it -> propose(it, best.get().view()));
    } else {
      build(view, best.get());
    }
  }

  /** Takes the answer to {@link Effect.BuildBlock}. */
  void built(BlockDraft draft, @Nullable Block block) {
    Building asked = building;
    if (asked == null || !asked.draft().equals(draft)) {
      return;
    }
    building = null;
    state.touch();
    if (draft.slot().view() != state.current() || asked.parentView() < state.floorView()) {
      return;
    }
    if (block == null) {
      giveUp();
      return;
    }
    if (!block.header().draft().equals(draft)) {
      throw new IllegalStateException("a built block does not follow its draft");
    }
    blocks.hold(block);
    blocks
        .find(block.hash())
        .ifPresent(
            it -> {
              it.judge(Verdict.OK, "");
              propose(it, asked.parentView());
            });
  }

  private boolean isBuilding(long view) {
    return building != null && building.draft().slot().view() == view;
  }

  private boolean mayPropose(long view) {
    if (out.nanos() < buildFrom) {
      out.wakeAt(buildFrom);
      return false;
    }
    return caster.mayCast(Ballot.notarize(scope.epoch(), view, view - 1, Hash.ZERO), null)
        && pacemaker.leaderMayStart();
  }

  private boolean isExecuted(Parent parent) {
    if (parent.hash().equals(state.floorHash())) {
      return true;
    }
    return blocks.find(parent.hash()).filter(it -> blocks.require(it) == Verdict.OK).isPresent();
  }

  private void build(long view, Parent parent) {
    if (state.uncommitted() >= scope.config().maxUncommitted()) {
      return;
    }
    long tsMs = Math.max(out.now().wallMs(), parent.header().tsMs() + 1);
    if (tsMs > out.now().wallMs() + Notarizer.MAX_AHEAD_MS) {
      out.wakeAt(out.nanos() + CLOCK_WAIT_NANOS);
      return;
    }
    Slot slot = new Slot(scope.epoch(), view, parent.header().height() + 1, scope.self());
    BlockDraft draft =
        new BlockDraft(scope.chainId(), slot, parent.hash(), tsMs, scope.set().hash());
    building = new Building(draft, parent.view());
    boolean empty = view - state.floorView() > MAX_OPEN_VIEWS;
    out.add(new Effect.BuildBlock(draft, empty));
    state.touch();
  }

  /** D1: the body and the vote are appended before the proposal is handed to the outbox. */
  private void propose(KnownBlock known, long parentView) {
    Ballot ballot =
        Ballot.notarize(scope.epoch(), state.current(), parentView, known.block().hash());
    if (!caster.mayCast(ballot, null)) {
      return;
    }
    blocks.journal(known);
    caster.cast(
        ballot,
        null,
        vote -> {
          state.view(ballot.view()).propose(vote);
          return new Payload.OfProposal(
              new Proposal(vote, known.block(), parents.justification(parentView, ballot.view())));
        });
  }

  private void giveUp() {
    if (scope.selfIsQuorum()) { // nobody else could take over
      buildFrom = out.nanos() + scope.config().timing().retryNs();
    } else {
      failedView = state.current();
    }
  }
}
