package network.clawnet.core.sync.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import network.clawnet.core.identity.PeerId;
import network.clawnet.core.port.Misbehaviour;
import network.clawnet.core.sync.wire.EpochsMessages;

/** Peers, open questions, and what one step wants done. */
final class Desk {
  private static final Misbehaviour TIMEOUT = new Misbehaviour("sync-timeout", 5);
  private static final Misbehaviour EMPTY = new Misbehaviour("sync-empty-promise", 20);

  private final SyncPeers peers;
  private final Questions questions = new Questions();
  private List<SyncEffect> effects = new ArrayList<>();
  private long now;

  Desk(SyncPeers peers) {
    this.peers = peers;
  }

  void begin(long nowNanos) {
    now = nowNanos;
    effects = new ArrayList<>();
  }

  List<SyncEffect> effects() {
    return effects;
  }

  long now() {
    return now;
  }

  SyncPeers peers() {
    return peers;
  }

  void add(SyncEffect effect) {
    effects.add(effect);
  }

  boolean asksForEpochs() {
    return questions.anyForEpochs();
  }

  boolean asksForBlocks() {
    return questions.anyForBlocks();
  }

  void askEpochs(SyncPeer peer, EpochsMessages.Question question) {
    add(new SyncEffect.AskEpochs(questions.ask(peer, null, now), peer.id(), question));
  }

  void askBlocks(SyncPeer peer, Slot slot) {
    add(new SyncEffect.AskBlocks(questions.ask(peer, slot, now), peer.id(), slot.range()));
  }

  /** Takes out a question that is answered; empty if nobody waits for it any more. */
  Optional<Questions.Open> take(long id) {
    return questions.take(id);
  }

  /** A question was answered with nothing, though the peer had proved to know the height. */
  void brokePromise(SyncPeer peer) {
    peer.failed(now);
    peer.doubt();
    add(new SyncEffect.Report(peer.id(), EMPTY));
  }

  /** A question got no answer, or none that can be read. */
  void failed(Questions.Open question, boolean malformed) {
    giveUp(question);
    if (malformed) {
      ban(question.peer(), "an answer that cannot be read");
    }
  }

  void expire() {
    for (Questions.Open late : questions.takeExpired(now)) {
      giveUp(late);
      add(new SyncEffect.Cancel(late.id()));
      add(new SyncEffect.Report(late.peer().id(), TIMEOUT));
    }
  }

  void forget(PeerId id) {
    SyncPeer peer = peers.find(id);
    if (peer != null) {
      questions.takeOf(peer).forEach(this::cancel);
      peers.leave(id);
    }
  }

  void ban(SyncPeer peer, String why) {
    forget(peer.id());
    add(new SyncEffect.Ban(peer.id(), why));
  }

  void cancelBlocks() {
    questions.takeBlocks().forEach(this::cancel);
  }

  private void cancel(Questions.Open question) {
    giveUp(question);
    add(new SyncEffect.Cancel(question.id()));
  }

  private void giveUp(Questions.Open question) {
    question.peer().failed(now);
    if (question.slot() == null) {
      question.peer().doubtClaim();
    } else {
      question.slot().giveUp();
    }
  }
}
