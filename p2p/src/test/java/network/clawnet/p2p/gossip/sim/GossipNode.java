package network.clawnet.p2p.gossip.sim;

import java.nio.ByteBuffer;
import java.util.List;
import network.clawnet.core.identity.PeerId;
import network.clawnet.p2p.gossip.router.Effect;
import network.clawnet.p2p.gossip.router.GossipRouter;
import network.clawnet.p2p.gossip.router.GossipRouter.Verdict;
import network.clawnet.p2p.gossip.rpc.Message;
import network.clawnet.p2p.gossip.rpc.Rpc;
import network.clawnet.p2p.testing.VirtualNode;

/** An honest node: a router whose effects go onto the network. */
public final class GossipNode implements VirtualNode<Rpc> {
  /** Time to judge a message in milliseconds. */
  private static final long JUDGING_MILLIS = 2;

  private final GossipWorld world;
  private final int number;
  private final GossipRouter router;

  GossipNode(GossipWorld world, int number, GossipRouter router) {
    this.world = world;
    this.number = number;
    this.router = router;
  }

  public GossipRouter router() {
    return router;
  }

  public PeerId id() {
    return PeerIds.of(number);
  }

  @Override
  public void receive(int from, Rpc rpc) {
    for (Message message : rpc.messages()) {
      world.arrived(message);
    }
    perform(router.received(PeerIds.of(from), rpc, world.now()));
  }

  void beat() {
    perform(router.heartbeat(world.now()));
  }

  void perform(List<Effect> effects) {
    for (Effect effect : effects) {
      if (effect instanceof Effect.Send it) {
        world.send(number, it.to(), it.rpc());
      } else if (effect instanceof Effect.Forward it) {
        world.send(number, it.to(), Rpc.of(it.message()));
      } else if (effect instanceof Effect.Judge it) {
        world.network().time().in(JUDGING_MILLIS, () -> judge(it));
      } else if (effect instanceof Effect.Meet it) {
        world.meet(number, PeerIds.numberOf(it.peer()));
      }
    }
  }

  private void judge(Effect.Judge it) {
    Verdict verdict = verdict(it.message().contentView());
    if (verdict == Verdict.ACCEPT) {
      world.accepted(number, it.message());
    }
    perform(router.judged(it.ticket(), verdict, world.now()));
  }

  private static Verdict verdict(ByteBuffer content) {
    return content.getInt(0) < 0 ? Verdict.REJECT : Verdict.ACCEPT;
  }
}
