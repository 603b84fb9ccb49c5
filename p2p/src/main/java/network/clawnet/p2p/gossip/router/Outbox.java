package network.clawnet.p2p.gossip.router;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import network.clawnet.p2p.gossip.router.Tallies.Tally;
import network.clawnet.p2p.gossip.rpc.Control;
import network.clawnet.p2p.gossip.rpc.Message;
import network.clawnet.p2p.gossip.rpc.MessageId;
import network.clawnet.p2p.gossip.rpc.Rpc;

/** Collects what a step says, and puts the control for one peer into one RPC. */
final class Outbox {
  private static final class Draft {
    final List<Control.Have> have = new ArrayList<>(0);
    final List<MessageId> want = new ArrayList<>(0);
    final List<String> graft = new ArrayList<>(0);
    final List<Control.Prune> prune = new ArrayList<>(0);
    final List<MessageId> dontWant = new ArrayList<>(0);
  }

  private final Map<Peer, Draft> drafts = new LinkedHashMap<>();
  private final Tallies tallies;
  private List<Effect> first = new ArrayList<>();
  private List<Effect> rest = new ArrayList<>();

  Outbox(Tallies tallies) {
    this.tallies = tallies;
  }

  void subscriptions(Peer to, List<Rpc.Subscription> subscriptions) {
    if (!subscriptions.isEmpty()) {
      first.add(new Effect.Send(to.id, Rpc.of(subscriptions)));
    }
  }

  void have(Peer to, String topic, List<MessageId> ids) {
    draft(to).have.add(new Control.Have(topic, ids));
  }

  void want(Peer to, List<MessageId> ids) {
    tallies.count(Tally.IWANT_SENT, ids.size());
    draft(to).want.addAll(ids);
  }

  void graft(Peer to, String topic) {
    draft(to).graft.add(topic);
  }

  void prune(Peer to, Control.Prune prune) {
    draft(to).prune.add(prune);
  }

  void dontWant(Peer to, MessageId id) {
    tallies.count(Tally.IDONTWANT_SENT);
    draft(to).dontWant.add(id);
  }

  void message(Peer to, Message message) {
    tallies.count(Tally.MESSAGES_SENT);
    rest.add(new Effect.Forward(to.id, message));
  }

  void other(Effect effect) {
    rest.add(effect);
  }

  /** Returns what was collected, and starts afresh. */
  List<Effect> drain() {
    List<Effect> all = first;
    drafts.forEach(
        (peer, it) ->
            all.add(
                new Effect.Send(
                    peer.id,
                    Rpc.of(new Control(it.have, it.want, it.graft, it.prune, it.dontWant)))));
    all.addAll(rest);
    drafts.clear();
    first = new ArrayList<>();
    rest = new ArrayList<>();
    return all;
  }

  private Draft draft(Peer to) {
    return drafts.computeIfAbsent(to, peer -> new Draft());
  }
}
