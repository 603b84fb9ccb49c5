package network.clawnet.p2p.kad.sim;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.function.LongConsumer;
import network.clawnet.core.codec.DecodeException;
import network.clawnet.core.crypto.PublicKey;
import network.clawnet.core.identity.PeerId;
import network.clawnet.p2p.kad.machine.KadCommand;
import network.clawnet.p2p.kad.machine.KadConfig;
import network.clawnet.p2p.kad.machine.KadEffect;
import network.clawnet.p2p.kad.machine.KadMachine;
import network.clawnet.p2p.kad.machine.KadOutcome;
import network.clawnet.p2p.kad.machine.KadReply;
import network.clawnet.p2p.kad.message.KadCodec;
import network.clawnet.p2p.kad.message.KadMessage;
import network.clawnet.p2p.kad.message.KadPeer;
import network.clawnet.p2p.kad.record.Validators;
import network.clawnet.p2p.kad.table.Contact;
import network.clawnet.p2p.kad.table.KadKey;
import network.clawnet.p2p.multiaddr.Multiaddr;
import network.clawnet.p2p.testing.Latency;
import network.clawnet.p2p.testing.Links;
import network.clawnet.p2p.testing.VirtualNetwork;

/**
 * A DHT in one thread. A request reaches a peer only if it names its true address and the peer is
 * up; a dial to nowhere fails after {@link #DIAL_MILLIS}. One frame of four passes the codec.
 */
final class KadNetwork {
  /** Until a dial to an address where nobody is has failed. */
  static final long DIAL_MILLIS = 5000;

  private static final long TICK_MILLIS = 2000;
  private static final int TCP_PORT = 4001;

  final VirtualNetwork<Frame> network;
  final Random random;
  final List<SimPeer> peers = new ArrayList<>();
  private final KadConfig config;
  private final Validators validators;
  private final Map<PeerId, SimPeer> byId = new HashMap<>();
  private final Map<Long, KadOutcome> outcomes = new HashMap<>();
  private long lastTask;
  private int beginning = -1;
  private Walks lastWalk = new Walks(0, 0);

  /** Hops and requests of a lookup. */
  record Walks(int hops, int requests) {}

  /** How a command ended and what it cost. */
  record Result(KadOutcome outcome, int hops, int requests, long millis) {}

  KadNetwork(long seed, KadConfig config, Validators validators) {
    random = new Random(seed);
    network =
        new VirtualNetwork<>(seed, new Links(Latency.longTailed(40, 0.5), 0, false).losing(0.001));
    this.config = config;
    this.validators = validators;
  }

  /** Adds a peer with a random name at a random public address. */
  SimPeer add() {
    return add(randomId(), randomAddr());
  }

  SimPeer add(PeerId id, Multiaddr addr) {
    KadMachine machine =
        new KadMachine(id, config, validators, peer -> List.of(), new Random(random.nextLong()));
    machine.announce(List.of(addr));
    int number = network.size();
    SimPeer peer = new SimPeer(number, Contact.of(id, List.of(addr)), machine);
    peers.add(peer);
    byId.put(id, peer);
    network.add((from, frame) -> receive(peer, peers.get(from), frame));
    network
        .time()
        .every(
            random.nextLong(TICK_MILLIS),
            TICK_MILLIS,
            () -> perform(peer, machine.tick(network.nowMillis())));
    return peer;
  }

  PeerId randomId() {
    byte[] key = new byte[PublicKey.BYTES];
    random.nextBytes(key);
    return PeerId.of(PublicKey.of(key));
  }

  Multiaddr randomAddr() {
    return addr(11 + random.nextInt(80), random.nextInt(256), random.nextInt(256));
  }

  Multiaddr addr(int a, int b, int c) {
    try {
      byte[] ip = {(byte) a, (byte) b, (byte) c, (byte) (1 + random.nextInt(254))};
      return Multiaddr.tcp(InetAddress.getByAddress(ip), TCP_PORT);
    } catch (UnknownHostException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Adds peers one after another, each knowing three of those before it, and lets them settle. */
  void grow(int count, long everyMillis, long settleMillis) {
    for (int i = 0; i < count; i++) {
      SimPeer peer = add();
      List<Contact> seeds = new ArrayList<>();
      for (int s = 0; s < 3 && peer.number > 0; s++) {
        seeds.add(peers.get(random.nextInt(peer.number)).contact);
      }
      perform(peer, peer.machine.seeds(network.nowMillis(), seeds));
      network.runFor(everyMillis);
    }
    network.runFor(settleMillis);
  }

  /** Takes that share of the peers off the network, without telling anyone. */
  void kill(double share) {
    for (SimPeer peer : peers) {
      if (random.nextDouble() < share) {
        network.crash(peer.number);
      }
    }
  }

  boolean isUp(SimPeer peer) {
    return network.isUp(peer.number);
  }

  /** Returns a random honest peer that is up. */
  SimPeer anyone() {
    while (true) {
      SimPeer peer = peers.get(random.nextInt(peers.size()));
      if (isUp(peer) && peer.liar.isEmpty()) {
        return peer;
      }
    }
  }

  /** Returns a random honest peer that is up and not that one. */
  SimPeer anyoneBut(SimPeer other) {
    SimPeer peer = anyone();
    while (peer == other) {
      peer = anyone();
    }
    return peer;
  }

  /** Runs a command to its end. */
  Result run(SimPeer peer, KadCommand command) {
    long task = ++lastTask;
    long start = network.nowMillis();
    beginning = peer.number;
    perform(peer, peer.machine.begin(start, task, command));
    if (!network.runUntil(() -> outcomes.containsKey(task), 120_000)) {
      throw new AssertionError("a command did not end within two minutes: " + command);
    }
    beginning = -1;
    KadOutcome outcome = Objects.requireNonNull(outcomes.remove(task));
    long millis = network.nowMillis() - start;
    return new Result(outcome, lastWalk.hops(), lastWalk.requests(), millis);
  }

  private void perform(SimPeer self, List<KadEffect> effects) {
    for (KadEffect effect : effects) {
      if (effect instanceof KadEffect.Ask it) {
        send(self, it.peer(), it.request(), Optional.of(it.message()), false);
      } else if (effect instanceof KadEffect.Tell it) {
        send(self, it.peer(), it.request(), Optional.of(it.message()), true);
      } else if (effect instanceof KadEffect.Connect it) {
        send(self, it.peer(), it.request(), Optional.empty(), false);
      } else if (effect instanceof KadEffect.Done it) {
        outcomes.put(it.task(), it.outcome());
      } else if (effect instanceof KadEffect.Walked it && self.number == beginning) {
        lastWalk = new Walks(it.hops(), it.requests());
      }
    }
  }

  private void send(
      SimPeer self, Contact to, long request, Optional<KadMessage> body, boolean oneWay) {
    SimPeer target = byId.get(to.id());
    LongConsumer fail = it -> perform(self, self.machine.failed(network.nowMillis(), it));
    if (target == null || !isUp(target) || !to.addrs().contains(target.addr)) {
      network.time().in(DIAL_MILLIS, () -> fail.accept(request));
      return;
    }
    network.send(self.number, target.number, new Frame(request, false, false, body));
    if (oneWay) {
      network.time().in(1, () -> perform(self, self.machine.settled(network.nowMillis(), request)));
    }
  }

  private void receive(SimPeer self, SimPeer from, Frame frame) {
    if (frame.isAnswer()) {
      answered(self, from, frame);
      return;
    }
    if (!self.met.get(from.number)) {
      self.met.set(from.number);
      perform(self, self.machine.peerReady(network.nowMillis(), from.id, from.contact.addrs()));
    }
    if (frame.body().isEmpty()) {
      network.send(self.number, from.number, new Frame(frame.request(), true, false, frame.body()));
      return;
    }
    reply(self, from, frame.request(), recoded(frame.body().get()));
  }

  private void answered(SimPeer self, SimPeer from, Frame frame) {
    long now = network.nowMillis();
    if (frame.refused()) {
      perform(self, self.machine.failed(now, frame.request()));
    } else if (frame.body().isEmpty()) {
      perform(self, self.machine.settled(now, frame.request()));
    } else {
      perform(
          self,
          self.machine.answered(now, frame.request(), from.addr, recoded(frame.body().get())));
    }
  }

  private void reply(SimPeer self, SimPeer from, long request, KadMessage question) {
    Optional<KadMessage> lie = self.liar.flatMap(it -> it.lie(question));
    if (lie.isPresent()) {
      network.send(self.number, from.number, new Frame(request, true, false, lie));
      return;
    }
    long now = network.nowMillis();
    KadReply reply = self.machine.request(now, now, from.id, from.addr, question);
    if (reply instanceof KadReply.Answer it) {
      network.send(
          self.number, from.number, new Frame(request, true, false, Optional.of(it.message())));
    } else if (reply instanceof KadReply.Refused) {
      network.send(self.number, from.number, new Frame(request, true, true, Optional.of(question)));
    }
  }

  private KadMessage recoded(KadMessage message) {
    if (random.nextInt(4) != 0) {
      return message; // thousands of nodes are to fit into seconds
    }
    try {
      KadMessage read = KadCodec.decode(KadCodec.encode(message));
      return new KadMessage(
          read.type(), read.key(), read.stored(), shared(read.closer()), shared(read.providers()));
    } catch (DecodeException e) {
      throw new IllegalStateException("own message", e);
    }
  }

  /** All tables share one object per peer: thousands of nodes fit into a small heap. */
  private List<KadPeer> shared(List<KadPeer> read) {
    List<KadPeer> shared = new ArrayList<>(read.size());
    for (KadPeer peer : read) {
      SimPeer known = byId.get(peer.id());
      if (known != null && known.contact.addrs().equals(peer.addrs())) {
        shared.add(new KadPeer(known.id, known.contact.addrs()));
      } else {
        shared.add(peer);
      }
    }
    return shared;
  }

  /** Returns the peers that are up, closest to the key first. */
  List<SimPeer> closestUp(KadKey key, int count) {
    return peers.stream()
        .filter(this::isUp)
        .sorted((x, y) -> key.compareDistance(x.contact.key(), y.contact.key()))
        .limit(count)
        .toList();
  }
}
