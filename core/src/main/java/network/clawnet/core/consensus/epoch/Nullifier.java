package network.clawnet.core.consensus.epoch;

import java.util.Optional;
import java.util.SplittableRandom;
import network.clawnet.core.consensus.message.Ballot;
import network.clawnet.core.consensus.message.Certificate;
import network.clawnet.core.consensus.message.Payload;
import network.clawnet.core.consensus.message.Vote;
import network.clawnet.core.consensus.message.VoteKind;

/** R8 and R11: gives up on a view, and repeats what may have been lost. */
final class Nullifier {
  private final EpochScope scope;
  private final EpochState state;
  private final StepOutput out;
  private final Forwarder forwarder;
  private final Caster caster;
  private final Pacemaker pacemaker;
  private final SplittableRandom random;
  private long retryView;
  private long nextRetry;
  private long nextFinalize = StepOutput.NEVER;

  Nullifier(EpochCore.Parts parts, Caster caster, Pacemaker pacemaker, SplittableRandom random) {
    this.scope = parts.scope();
    this.state = parts.state();
    this.out = parts.out();
    this.forwarder = parts.forwarder();
    this.caster = caster;
    this.pacemaker = pacemaker;
    this.random = random;
  }

  /**
   * R8: nullifies the current view if there is a reason.
   *
   * @param failed true if the own proposal failed or the leader's is bad
   */
  void run(boolean failed) {
    long view = state.current();
    Ballot ballot = Ballot.nullify(scope.epoch(), view);
    if ((failed || isLate(view) || othersGaveUp(ballot))
        && caster.cast(ballot, null, Payload.OfVote::new)) {
      retryView = view;
      nextRetry = out.nanos() + jittered(scope.config().timing().retryNs());
    }
  }

  /** R11: repeats stored votes; runs whatever the gate says (M9). */
  void retry() {
    long view = state.current();
    Optional<Vote> mine = scope.book().vote(VoteKind.NULLIFY, scope.epoch(), view);
    if (mine.isPresent()) {
      if (retryView != view) {
        retryView = view; // replayed from the journal: at once
        nextRetry = out.nanos();
      }
      if (nextRetry <= out.nanos()) {
        nextRetry = out.nanos() + jittered(scope.config().timing().retryNs());
        forwarder.broadcast(new Payload.OfVote(mine.get()));
        entry(view).ifPresent(it -> forwarder.broadcast(new Payload.OfCertificate(it)));
      }
      out.wakeAt(nextRetry);
    }
    retryFinalize();
  }

  private void retryFinalize() {
    boolean waiting = false;
    boolean due = nextFinalize <= out.nanos();
    for (var entry : state.open().entrySet()) {
      if (entry.getValue().has(VoteKind.FINALIZE)) {
        continue;
      }
      Optional<Vote> mine = scope.book().vote(VoteKind.FINALIZE, scope.epoch(), entry.getKey());
      if (mine.isPresent()) {
        waiting = true;
        if (due) {
          forwarder.broadcast(new Payload.OfVote(mine.get()));
        }
      }
    }
    if (!waiting) {
      nextFinalize = StepOutput.NEVER;
    } else if (due || nextFinalize == StepOutput.NEVER) {
      nextFinalize = out.nanos() + jittered(2 * scope.config().timing().retryNs());
    }
    out.wakeAt(nextFinalize);
  }

  private boolean isLate(long view) {
    boolean shown = state.known(view).filter(it -> it.proposal().isPresent()).isPresent();
    return pacemaker.viewIsLate() || (pacemaker.leaderIsLate() && !shown);
  }

  private boolean othersGaveUp(Ballot ballot) {
    Optional<ViewState> view = state.known(ballot.view());
    return view.isPresent()
        && (scope.set().touchesHonest(view.get().tally().weight(ballot))
            || view.get().tally().counts(scope.leader(ballot.view()), ballot));
  }

  /** Returns the certificate that let this node enter a view. */
  private Optional<Certificate> entry(long view) {
    return view - 1 == state.floorView()
        ? Optional.ofNullable(state.floorCertificate())
        : state.known(view - 1).flatMap(ViewState::best);
  }

  /** Returns the time ± 20 %. */
  private long jittered(long nanos) {
    return nanos - nanos / 5 + random.nextLong(2 * (nanos / 5) + 1);
  }
}
