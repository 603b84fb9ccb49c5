package network.clawnet.p2p.gossip.router;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import network.clawnet.core.identity.PeerId;
import network.clawnet.p2p.gossip.router.GossipRouter.Verdict;
import network.clawnet.p2p.gossip.router.Tallies.Tally;
import network.clawnet.p2p.gossip.rpc.Control;
import network.clawnet.p2p.gossip.rpc.GossipVersion;
import network.clawnet.p2p.gossip.rpc.Message;
import network.clawnet.p2p.gossip.rpc.MessageId;
import network.clawnet.p2p.gossip.rpc.Rpc;
import network.clawnet.p2p.gossip.rpc.SigningPolicy;
import network.clawnet.p2p.gossip.rpc.TopicRules;
import network.clawnet.p2p.gossip.sim.PeerIds;

/** One router under test, and its peers by number. */
final class RouterScene {
  static final String TOPIC = "t";
  static final TopicRules RULES = new TopicRules(SigningPolicy.STRICT_NO_SIGN, 5000, 100);
  static final TopicRules SIGNED = new TopicRules(SigningPolicy.STRICT_SIGN, 5000, 100);

  final Map<PeerId, byte[]> records = new HashMap<>();
  final GossipRouter router;
  long now = 1000;

  /** What the last step wanted done. */
  List<Effect> last = List.of();

  RouterScene() {
    this(GossipParameters.standard());
  }

  RouterScene(GossipParameters parameters) {
    router =
        new GossipRouter(
            PeerIds.of(0), parameters, id -> Optional.ofNullable(records.get(id)), new Random(1));
  }

  static PeerId peer(int number) {
    return PeerIds.of(number);
  }

  static Message message(int number) {
    return Message.anonymous(TOPIC, ByteBuffer.allocate(4).putInt(number).array());
  }

  static Message large(int number) {
    return Message.anonymous(TOPIC, ByteBuffer.allocate(4096).putInt(number).array());
  }

  static MessageId id(Message message) {
    return SigningPolicy.STRICT_NO_SIGN.idOf(message);
  }

  RouterScene join() {
    last = router.join(TOPIC, RULES, now);
    return this;
  }

  /** Lets peers come that have joined the topic. */
  RouterScene members(int from, int to) {
    for (int i = from; i <= to; i++) {
      arrive(i, GossipVersion.V1_2, false);
      subscribe(i, true);
    }
    return this;
  }

  RouterScene arrive(int number, GossipVersion version, boolean outbound) {
    last = router.connected(new Arrival(peer(number), version, outbound, Optional.empty()));
    return this;
  }

  RouterScene subscribe(int number, boolean joins) {
    return receive(number, Rpc.of(List.of(new Rpc.Subscription(TOPIC, joins))));
  }

  RouterScene receive(int number, Rpc rpc) {
    last = router.received(peer(number), rpc, now);
    return this;
  }

  RouterScene receive(int number, Message message) {
    return receive(number, Rpc.of(message));
  }

  RouterScene graft(int number) {
    return receive(
        number, Rpc.of(new Control(List.of(), List.of(), List.of(TOPIC), List.of(), List.of())));
  }

  RouterScene prune(int number, long backoffSeconds, Control.Suggestion... suggested) {
    Control.Prune prune = new Control.Prune(TOPIC, List.of(suggested), backoffSeconds);
    return receive(
        number, Rpc.of(new Control(List.of(), List.of(), List.of(), List.of(prune), List.of())));
  }

  RouterScene have(int number, List<MessageId> ids) {
    return receive(
        number,
        Rpc.of(
            new Control(
                List.of(new Control.Have(TOPIC, ids)),
                List.of(),
                List.of(),
                List.of(),
                List.of())));
  }

  RouterScene want(int number, List<MessageId> ids) {
    return receive(number, Rpc.of(new Control(List.of(), ids, List.of(), List.of(), List.of())));
  }

  RouterScene dontWant(int number, List<MessageId> ids) {
    return receive(number, Rpc.of(new Control(List.of(), List.of(), List.of(), List.of(), ids)));
  }

  /** Judges what the last step wanted judged. */
  RouterScene judge(Verdict verdict) {
    List<Effect> all = new ArrayList<>();
    for (Effect.Judge it : judgements()) {
      all.addAll(router.judged(it.ticket(), verdict, now));
    }
    last = all;
    return this;
  }

  RouterScene publish(Message message) {
    last = router.publish(message, RULES, now);
    return this;
  }

  /** Lets so many heartbeats pass; {@link #last} is what all of them wanted done. */
  RouterScene beats(int count) {
    List<Effect> all = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      now += 1000;
      all.addAll(router.heartbeat(now));
    }
    last = all;
    return this;
  }

  private <T extends Effect> Stream<T> effects(Class<T> type) {
    return last.stream().filter(type::isInstance).map(type::cast);
  }

  List<Effect.Judge> judgements() {
    return effects(Effect.Judge.class).toList();
  }

  /** Returns the numbers of the peers that messages went to. */
  List<Integer> forwarded() {
    return effects(Effect.Forward.class).map(it -> PeerIds.numberOf(it.to())).sorted().toList();
  }

  List<Integer> met() {
    return effects(Effect.Meet.class).map(it -> PeerIds.numberOf(it.peer())).sorted().toList();
  }

  List<Effect.Keep> kept() {
    return effects(Effect.Keep.class).toList();
  }

  List<Rpc> sentTo(int number) {
    return effects(Effect.Send.class)
        .filter(it -> it.to().equals(peer(number)))
        .map(Effect.Send::rpc)
        .toList();
  }

  List<Control.Prune> prunesTo(int number) {
    return sentTo(number).stream().flatMap(it -> it.control().prune().stream()).toList();
  }

  List<Integer> grafted() {
    return effects(Effect.Send.class)
        .filter(it -> !it.rpc().control().graft().isEmpty())
        .map(it -> PeerIds.numberOf(it.to()))
        .sorted()
        .toList();
  }

  List<Integer> pruned() {
    return effects(Effect.Send.class)
        .filter(it -> !it.rpc().control().prune().isEmpty())
        .map(it -> PeerIds.numberOf(it.to()))
        .sorted()
        .toList();
  }

  List<MessageId> wantedFrom(int number) {
    return sentTo(number).stream().flatMap(it -> it.control().want().stream()).toList();
  }

  List<Integer> toldNotWanted() {
    return effects(Effect.Send.class)
        .filter(it -> !it.rpc().control().dontWant().isEmpty())
        .map(it -> PeerIds.numberOf(it.to()))
        .sorted()
        .toList();
  }

  List<Integer> toldOf(MessageId id) {
    return effects(Effect.Send.class)
        .filter(it -> it.rpc().control().have().stream().anyMatch(have -> have.ids().contains(id)))
        .map(it -> PeerIds.numberOf(it.to()))
        .sorted()
        .toList();
  }

  List<Integer> mesh() {
    return router.mesh(TOPIC).stream().map(PeerIds::numberOf).sorted().toList();
  }

  double score(int number) {
    return router.score(peer(number));
  }

  long tally(Tally tally) {
    return router.tallies().of(tally);
  }
}
