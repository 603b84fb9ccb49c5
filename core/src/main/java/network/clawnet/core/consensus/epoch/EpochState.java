package network.clawnet.core.consensus.epoch;

import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import network.clawnet.core.block.Header;
import network.clawnet.core.consensus.message.Ballot;
import network.clawnet.core.consensus.message.Certificate;
import network.clawnet.core.consensus.message.PeerStatus;
import network.clawnet.core.consensus.message.VoteKind;
import network.clawnet.core.consensus.set.ValidatorSet;
import network.clawnet.core.consensus.step.EpochStart;
import network.clawnet.core.consensus.step.FinalPoint;
import network.clawnet.core.crypto.Hash;
import org.jspecify.annotations.Nullable;

/** The views above the floor, the floor, and the current view of one epoch. */
final class EpochState {
  /** How far above the current view single votes and proposals are kept. */
  static final int WINDOW = 16;

  /** How many views below the current one single votes are kept, for evidence. */
  private static final int KEEP_VOTES = 64;

  private final long epoch;
  private final ValidatorSet set;
  private final NavigableMap<Long, ViewState> views = new TreeMap<>();
  private FinalPoint floor;
  private Hash floorHash;
  private long current;
  private long enteredAt;
  private long committedHeight;
  private int nullified;
  private boolean ended;
  private long changes;

  EpochState(EpochStart start, FinalPoint head) {
    epoch = start.epoch();
    set = start.validators();
    floor = head;
    floorHash = head.header().hash();
    current = head.view() + 1;
    committedHeight = head.header().height();
  }

  long current() {
    return current;
  }

  long enteredAt() {
    return enteredAt;
  }

  Header floorHeader() {
    return floor.header();
  }

  Hash floorHash() {
    return floorHash;
  }

  long floorView() {
    return floor.view();
  }

  @Nullable Certificate floorCertificate() {
    return floor.certificate();
  }

  /** Returns true once the epoch's last block is final. */
  boolean ended() {
    return ended;
  }

  /** Returns the number of views nullified since the last finalization seen here. */
  int nullifiedInRow() {
    return nullified;
  }

  void countNullified() {
    nullified++;
  }

  /** Returns a number that grows with every change that another rule may react to. */
  long changes() {
    return changes;
  }

  void touch() {
    changes++;
  }

  PeerStatus status() {
    return new PeerStatus(epoch, current, floor.header().height());
  }

  /** Returns true if votes and proposals of this view are of use now. */
  boolean inWindow(long view) {
    return view > floor.view() && view <= current + WINDOW;
  }

  ViewState view(long view) {
    return views.computeIfAbsent(view, it -> new ViewState(set));
  }

  Optional<ViewState> known(long view) {
    return Optional.ofNullable(views.get(view));
  }

  /** Returns the known views above the floor, ascending. */
  NavigableMap<Long, ViewState> open() {
    return views;
  }

  boolean has(VoteKind kind, long view) {
    ViewState state = views.get(view);
    return state != null && state.has(kind);
  }

  /** Returns true if a notarized block above the floor is not final: condition (b) of the gate. */
  boolean hasUnfinalized() {
    return views.values().stream().anyMatch(it -> it.has(VoteKind.NOTARIZE));
  }

  /** Returns the highest view that some certificate lets a node leave, or the floor's. */
  long highestCertified() {
    for (var entry : views.descendingMap().entrySet()) {
      if (entry.getValue().isCertified()) {
        return entry.getKey();
      }
    }
    return floor.view();
  }

  /** Returns the finalizations above the floor, highest view first. */
  List<Certificate> finalizations() {
    return views.descendingMap().values().stream()
        .flatMap(state -> state.certificate(VoteKind.FINALIZE).stream())
        .toList();
  }

  /** Returns the finalization above the floor with the lowest view. */
  Optional<Certificate> lowestFinalization() {
    return views.values().stream()
        .flatMap(state -> state.certificate(VoteKind.FINALIZE).stream())
        .findFirst();
  }

  /** R1: makes a higher view the current one. */
  void enter(long view, long nowNanos) {
    views
        .subMap(current - KEEP_VOTES, true, view - KEEP_VOTES, true)
        .values()
        .forEach(ViewState::forgetVotes);
    current = view;
    enteredAt = nowNanos;
    touch();
  }

  /** R10: the floor only rises; everything at or below it is forgotten. */
  void raiseFloor(FinalPoint point) {
    floor = point;
    floorHash = point.header().hash();
    views.headMap(point.view(), true).clear();
    nullified = 0;
    ended = point.header().lastOfEpoch() && point.header().epoch() == epoch;
    touch();
  }

  /** Returns the number of final blocks that the store has not taken yet. */
  long uncommitted() {
    return floor.header().height() - committedHeight;
  }

  void committed(long height) {
    committedHeight = Math.max(committedHeight, height);
    touch();
  }

  /** Returns the certified block of a view above the floor. */
  Optional<Ballot> certifiedBlock(long view) {
    return known(view).flatMap(ViewState::certifiedBlock);
  }
}
