package network.clawnet.core.consensus.epoch;

import java.util.Optional;
import network.clawnet.core.block.Header;
import network.clawnet.core.consensus.epoch.KnownBlocks.KnownBlock;
import network.clawnet.core.consensus.epoch.KnownBlocks.KnownBlock.Verdict;
import network.clawnet.core.consensus.epoch.Parents.Parent;
import network.clawnet.core.consensus.message.Ballot;
import network.clawnet.core.consensus.message.Payload;
import network.clawnet.core.consensus.message.Vote;

/** R4 and R5: decides whether the current view's proposal gets this node's NOTARIZE. */
final class Notarizer {
  /** How far a block's time may be ahead of the own clock, in milliseconds (R4). */
  static final long MAX_AHEAD_MS = 2_000;

  /** How far a fresh block's time may be behind the own clock, in milliseconds (R4). */
  static final long MAX_BEHIND_MS = 30_000;

  /** With more open views than this, only empty blocks get a vote: held bodies stay bounded. */
  private static final long MAX_OPEN_VIEWS = 64;

  private static final long NANOS_PER_MS = 1_000_000;

  /** What R4 says now. */
  enum Opinion {
    /** Nothing yet: something is missing, or the time is not right. */
    WAIT,
    /** Vote for it. */
    GOOD,
    /** Never vote for it: end the view. */
    BAD
  }

  private final EpochScope scope;
  private final EpochState state;
  private final StepOutput out;
  private final KnownBlocks blocks;
  private final Fetcher fetcher;
  private final Parents parents;
  private final Caster caster;
  private long badView;

  Notarizer(EpochCore.Parts parts, Parents parents, Caster caster) {
    this.scope = parts.scope();
    this.state = parts.state();
    this.out = parts.out();
    this.blocks = parts.blocks();
    this.fetcher = parts.fetcher();
    this.parents = parents;
    this.caster = caster;
  }

  /** Returns true if the current view's proposal can never get a vote. */
  boolean foundBad() {
    return badView == state.current();
  }

  /** Looks at the current view and votes if R4 allows. */
  void run() {
    Optional<Ballot> ballot = candidate();
    if (ballot.isEmpty() || foundBad() || !caster.mayCast(ballot.get(), null)) {
      return;
    }
    Optional<KnownBlock> known = blocks.find(ballot.get().blockHash());
    if (known.isEmpty()) {
      fetcher.needBlock(ballot.get().blockHash(), holder(ballot.get()));
      return;
    }
    switch (judge(ballot.get(), known.get())) {
      case GOOD -> {
        blocks.journal(known.get());
        caster.cast(ballot.get(), null, Payload.OfVote::new);
      }
      case BAD -> {
        badView = state.current();
        state.touch();
      }
      case WAIT -> {}
    }
  }

  /** Returns the leader's first proposal, else what an honest validator has voted for (R5). */
  private Optional<Ballot> candidate() {
    return state
        .known(state.current())
        .flatMap(
            view ->
                view.proposal()
                    .map(Vote::ballot)
                    .or(() -> view.tally().honestNotarizations().stream().findFirst()));
  }

  private int holder(Ballot ballot) {
    return state.view(ballot.view()).tally().votes(ballot).stream()
        .findFirst()
        .map(Vote::signer)
        .orElse(scope.leader(ballot.view()));
  }

  private Opinion judge(Ballot ballot, KnownBlock known) {
    if (ballot.parentView() < state.floorView()) {
      return Opinion.BAD;
    }
    int leader = scope.leader(ballot.view());
    Optional<Parent> parent = parents.at(ballot.parentView(), leader);
    boolean skipped = parents.skipped(ballot.parentView(), ballot.view(), leader);
    if (parent.isEmpty() || !skipped) {
      return Opinion.WAIT;
    }
    if (parent.get().endsEpoch(scope.epoch())) {
      return ballot.blockHash().equals(parent.get().hash()) ? executed(known) : Opinion.BAD;
    }
    Header header = known.block().header();
    if (!follows(header, ballot, parent.get())) {
      return Opinion.BAD;
    }
    boolean full = header.body().eventCount() > 0;
    boolean tooOpen = ballot.view() - state.floorView() > MAX_OPEN_VIEWS;
    if (!isTimely(header) || (full && tooOpen)) {
      return Opinion.WAIT;
    }
    return executed(known);
  }

  private boolean follows(Header header, Ballot ballot, Parent parent) {
    return header.chainId().equals(scope.chainId())
        && header.epoch() == scope.epoch()
        && header.view() == ballot.view()
        && header.slot().proposer() == scope.leader(ballot.view())
        && header.parentHash().equals(parent.hash())
        && header.height() == parent.header().height() + 1
        && header.tsMs() > parent.header().tsMs()
        && header.validatorsHash().equals(scope.set().hash());
  }

  /** A10: a time that looks wrong here withholds the vote and nothing more. */
  private boolean isTimely(Header header) {
    long ahead = header.tsMs() - out.now().wallMs();
    if (ahead > MAX_AHEAD_MS) {
      long wait = Math.min(ahead - MAX_AHEAD_MS, MAX_BEHIND_MS);
      out.wakeAt(out.nanos() + wait * NANOS_PER_MS);
      return false;
    }
    return -ahead <= MAX_BEHIND_MS;
  }

  private Opinion executed(KnownBlock known) {
    Verdict verdict = blocks.require(known);
    if (verdict == Verdict.OK) {
      return Opinion.GOOD;
    }
    return verdict == Verdict.BAD ? Opinion.BAD : Opinion.WAIT;
  }
}
