package network.clawnet.p2p.gossip.sim;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import network.clawnet.p2p.gossip.rpc.Control;
import network.clawnet.p2p.gossip.rpc.Message;
import network.clawnet.p2p.gossip.rpc.MessageId;
import network.clawnet.p2p.gossip.rpc.Rpc;
import network.clawnet.p2p.gossip.rpc.SigningPolicy;
import network.clawnet.p2p.testing.VirtualNode;

/** A peer that joins the topic and every mesh, passes nothing on, and does harm on top of that. */
final class Attacker implements VirtualNode<Rpc> {
  /** What it does every so often to each of its victims. */
  enum Harm {
    /** Nothing: it takes places in meshes and is silent. */
    SILENCE,
    /** It grafts again and again, whatever it was told. */
    GRAFT_SPAM,
    /** It has thousands of messages that do not exist. */
    IHAVE_SPAM,
    /** It wants the messages of the last seconds again and again. */
    IWANT_SPAM,
    /** It sends messages that any peer knows to be invalid. */
    INVALID_SPAM
  }

  private static final int FAKE_IDS = 5000;
  private static final int REMEMBERED = 50;

  private final GossipWorld world;
  private final Harm harm;
  private final List<MessageId> seen = new ArrayList<>();
  private final List<Integer> victims = new ArrayList<>();
  private int number;
  private int made;

  private Attacker(GossipWorld world, Harm harm) {
    this.world = world;
    this.harm = harm;
  }

  /** Adds an attacker that dials all honest nodes and then acts after each pause. */
  static int add(GossipWorld world, Harm harm, long pauseMillis) {
    Attacker attacker = new Attacker(world, harm);
    attacker.number = world.addOther(attacker);
    world.honestNumbers().stream().forEach(attacker::meet);
    world.network().time().every(1 + attacker.number % pauseMillis, pauseMillis, attacker::act);
    return attacker.number;
  }

  private void meet(int victim) {
    world.connect(number, victim);
    victims.add(victim);
    send(victim, Rpc.of(List.of(new Rpc.Subscription(GossipWorld.TOPIC, true))));
    send(victim, Rpc.of(graft()));
  }

  private static Control graft() {
    return new Control(List.of(), List.of(), List.of(GossipWorld.TOPIC), List.of(), List.of());
  }

  @Override
  public void receive(int from, Rpc rpc) {
    for (Message message : rpc.messages()) {
      seen.add(SigningPolicy.STRICT_NO_SIGN.idOf(message));
      if (seen.size() > REMEMBERED) {
        seen.remove(0);
      }
    }
  }

  private void act() {
    switch (harm) {
      case SILENCE -> {}
      case GRAFT_SPAM -> sendAll(Rpc.of(graft()));
      case IHAVE_SPAM -> sendAll(Rpc.of(fakes()));
      case IWANT_SPAM ->
          sendAll(
              Rpc.of(new Control(List.of(), List.copyOf(seen), List.of(), List.of(), List.of())));
      case INVALID_SPAM -> sendAll(Rpc.of(invalid()));
    }
  }

  private void sendAll(Rpc rpc) {
    victims.forEach(victim -> send(victim, rpc));
  }

  private Control fakes() {
    List<MessageId> ids = new ArrayList<>(FAKE_IDS);
    for (int i = 0; i < FAKE_IDS; i++) {
      ids.add(MessageId.of(ByteBuffer.allocate(32).putInt(number).putInt(made++).array()));
    }
    return new Control(
        List.of(new Control.Have(GossipWorld.TOPIC, ids)),
        List.of(),
        List.of(),
        List.of(),
        List.of());
  }

  private Message invalid() {
    return Message.anonymous(
        GossipWorld.TOPIC,
        ByteBuffer.allocate(64).putInt(-1).putInt(number).putInt(made++).array());
  }

  private void send(int victim, Rpc rpc) {
    world.network().send(number, victim, rpc);
  }
}
