package network.clawnet.p2p.gossip.sim;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.IntFunction;
import network.clawnet.core.identity.PeerId;
import network.clawnet.p2p.gossip.router.Arrival;
import network.clawnet.p2p.gossip.router.GossipParameters;
import network.clawnet.p2p.gossip.router.GossipRouter;
import network.clawnet.p2p.gossip.rpc.GossipVersion;
import network.clawnet.p2p.gossip.rpc.Message;
import network.clawnet.p2p.gossip.rpc.Rpc;
import network.clawnet.p2p.gossip.rpc.SigningPolicy;
import network.clawnet.p2p.gossip.rpc.TopicRules;
import network.clawnet.p2p.testing.Links;
import network.clawnet.p2p.testing.VirtualNetwork;
import network.clawnet.p2p.testing.VirtualNode;

/** Honest nodes and others on one topic. */
public final class GossipWorld {
  public static final String TOPIC = "/sim/1";

  /** Rules of the topic. */
  public static final TopicRules RULES =
      new TopicRules(SigningPolicy.STRICT_NO_SIGN, 1 << 19, 4096);

  private final VirtualNetwork<Rpc> network;
  private final GossipParameters parameters;
  private final long seed;
  private final List<Optional<GossipNode>> nodes = new ArrayList<>();
  private final Set<Long> connected = new HashSet<>();
  private final Deliveries deliveries;
  private final BitSet honest = new BitSet();
  private IntFunction<String> addresses = number -> "10.0.0.1";
  private int contentBytes = 64;

  public GossipWorld(long seed, Links links, GossipParameters parameters) {
    this.seed = seed;
    this.parameters = parameters;
    network = new VirtualNetwork<>(seed, links);
    deliveries = new Deliveries(6 * parameters.timing().heartbeat());
  }

  /** Sets the size of published content. */
  public GossipWorld contentBytes(int bytes) {
    contentBytes = bytes;
    return this;
  }

  /** Sets the addresses that nodes have in the eyes of others. */
  public GossipWorld addresses(IntFunction<String> of) {
    addresses = of;
    return this;
  }

  /** Adds honest nodes, each with its heartbeat; they have joined the topic. */
  public void addHonest(int count) {
    for (int i = 0; i < count; i++) {
      int number = network.size();
      GossipRouter router =
          new GossipRouter(
              PeerIds.of(number),
              parameters,
              peer -> Optional.empty(),
              new Random(seed * 31 + number));
      GossipNode node = new GossipNode(this, number, router);
      network.add(node);
      nodes.add(Optional.of(node));
      honest.set(number);
      long period = parameters.timing().heartbeat();
      network.time().every(network.random().nextLong(1, period), period, node::beat);
      node.perform(router.join(TOPIC, RULES, now()));
    }
  }

  /** Adds a node that does as it likes and returns its number. */
  public int addOther(VirtualNode<Rpc> node) {
    nodes.add(Optional.empty());
    return network.add(node);
  }

  /** Connects two nodes, if they are not connected; the first one dials. */
  public void connect(int dialer, int listener) {
    long key = (long) Math.min(dialer, listener) << 32 | Math.max(dialer, listener);
    if (dialer != listener && connected.add(key)) {
      arrive(dialer, listener, true);
      arrive(listener, dialer, false);
    }
  }

  private void arrive(int at, int peer, boolean outbound) {
    nodes
        .get(at)
        .ifPresent(
            node ->
                node.perform(
                    node.router()
                        .connected(
                            new Arrival(
                                PeerIds.of(peer),
                                GossipVersion.V1_2,
                                outbound,
                                Optional.of(address(addresses.apply(peer)))))));
  }

  private static InetAddress address(String text) {
    try {
      return InetAddress.getByName(text);
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException(e);
    }
  }

  /** Lets each honest node dial that many others by chance. */
  public void connectHonest(int dials) {
    int[] all = honest.stream().toArray();
    for (int node : all) {
      for (int i = 0; i < dials; i++) {
        connect(node, all[network.random().nextInt(all.length)]);
      }
    }
  }

  /** Connects after the time that a dial takes. */
  void meet(int dialer, int listener) {
    network.time().in(50, () -> connect(dialer, listener));
  }

  void send(int from, PeerId to, Rpc rpc) {
    if (rpc.subscriptions().isEmpty()) {
      network.send(from, PeerIds.numberOf(to), rpc);
    } else {
      network.sendSurely(from, PeerIds.numberOf(to), rpc);
    }
  }

  /** Publishes a new message from an honest node. */
  public void publish(int node) {
    GossipNode author = honest(node);
    byte[] content = new byte[contentBytes];
    ByteBuffer.wrap(content).putInt(deliveries.publish(node, now()));
    author.perform(author.router().publish(Message.anonymous(TOPIC, content), RULES, now()));
  }

  /** Publishes messages from honest nodes by chance, one after each pause. */
  public void publishMany(int count, long pauseMillis) {
    int[] all = honest.stream().toArray();
    for (int i = 0; i < count; i++) {
      publish(all[network.random().nextInt(all.length)]);
      network.runFor(pauseMillis);
    }
  }

  void arrived(Message message) {
    int number = message.contentView().getInt(0);
    if (number >= 0 && number < deliveries.size()) {
      deliveries.arrive(number);
    }
  }

  void accepted(int node, Message message) {
    deliveries.accept(message.contentView().getInt(0), node, now());
  }

  public GossipNode honest(int number) {
    return nodes.get(number).orElseThrow();
  }

  public List<GossipNode> honest() {
    return nodes.stream().flatMap(Optional::stream).toList();
  }

  public BitSet honestNumbers() {
    return honest;
  }

  public Deliveries deliveries() {
    return deliveries;
  }

  public VirtualNetwork<Rpc> network() {
    return network;
  }

  public long now() {
    return network.nowMillis();
  }
}
