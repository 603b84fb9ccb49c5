package network.clawnet.core.testing.net;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import network.clawnet.core.identity.PeerId;
import network.clawnet.core.port.Ban;
import network.clawnet.core.port.Judgement;
import network.clawnet.core.port.Misbehaviour;
import network.clawnet.core.port.Network;
import network.clawnet.core.port.NetworkException;
import network.clawnet.core.port.PeerControl;
import network.clawnet.core.port.PeerEvents;
import network.clawnet.core.port.PeerStream;
import network.clawnet.core.port.PeerView;
import network.clawnet.core.port.Registration;
import network.clawnet.core.port.StreamHandler;
import network.clawnet.core.port.StreamTerms;
import network.clawnet.core.port.Topic;
import network.clawnet.core.port.TopicHandler;
import network.clawnet.core.port.TopicTerms;
import network.clawnet.core.testing.TestActor;

/** One host of a {@link MemoryNetwork}. Its address is {@code /memory/NAME}. */
public final class MemoryHost implements Network, PeerControl {
  private static final Duration OPEN_TIMEOUT = Duration.ofSeconds(10);
  private static final Duration FAULT_BAN = Duration.ofMinutes(10);

  private final MemoryNetwork net;
  private final String name;
  private final PeerId self;
  private final LinkedHashMap<MemoryHost, MemoryLink> connected = new LinkedHashMap<>();
  private final TreeMap<String, Served> served = new TreeMap<>();
  private final TreeMap<String, MemoryTopic> topics = new TreeMap<>();
  private final List<PeerEvents> watchers = new ArrayList<>();
  private final List<Fault> faults = new ArrayList<>();
  private final TreeMap<PeerId, Integer> points = new TreeMap<>();
  private final TreeMap<PeerId, Ban> banned = new TreeMap<>();
  private final Map<Judgement, Integer> judged = new EnumMap<>(Judgement.class);

  /** A fault that was reported here. */
  public record Fault(PeerId peer, Misbehaviour what) {}

  private static final class Served {
    private final StreamTerms terms;
    private final StreamHandler handler;
    private final Map<PeerId, Integer> open = new TreeMap<>();

    Served(StreamTerms terms, StreamHandler handler) {
      this.terms = terms;
      this.handler = handler;
    }

    boolean hasRoomFor(PeerId peer) {
      int all = open.values().stream().mapToInt(it -> it).sum();
      return all < terms.maxInbound() && open.getOrDefault(peer, 0) < terms.maxInboundPerPeer();
    }
  }

  MemoryHost(MemoryNetwork net, String name) {
    this.net = net;
    this.name = name;
    this.self = PeerId.of(new TestActor(name).did().key());
  }

  @Override
  public PeerId self() {
    return self;
  }

  @Override
  public List<String> addresses() {
    return List.of("/memory/" + name);
  }

  @Override
  public CompletionStage<PeerId> connect(String address) {
    Optional<MemoryHost> host =
        net.all().stream().filter(it -> it.addresses().contains(address)).findFirst();
    return host.map(it -> connect(it.self))
        .orElseGet(() -> failed(NetworkException.Reason.ADDRESS, "no host at " + address));
  }

  @Override
  public CompletionStage<PeerId> connect(PeerId peer) {
    Optional<MemoryHost> host = net.all().stream().filter(it -> it.self.equals(peer)).findFirst();
    if (host.isEmpty() || !net.link(this, host.get()).connect(this)) {
      return failed(NetworkException.Reason.UNREACHABLE, "no way to " + peer);
    }
    CompletableFuture<PeerId> out = new CompletableFuture<>();
    net.soon(() -> out.complete(peer));
    return out;
  }

  @Override
  public void disconnect(PeerId peer) {
    link(peer).ifPresent(MemoryLink::disconnect);
  }

  @Override
  public CompletionStage<PeerStream> open(PeerId peer, List<String> protocols, StreamTerms terms) {
    Optional<MemoryLink> link = link(peer);
    if (link.isEmpty()) {
      return failed(NetworkException.Reason.NOT_CONNECTED, "not connected to " + peer);
    }
    CompletableFuture<PeerStream> out = new CompletableFuture<>();
    MemoryLink way = link.get();
    MemoryHost far = neighbour(peer);
    fail(out, OPEN_TIMEOUT, NetworkException.Reason.TIMEOUT);
    Runnable onEnd = () -> fail(out, Duration.ZERO, NetworkException.Reason.RESET);
    way.onEnd(onEnd);
    way.carry(() -> far.accept(this, protocols, terms, out));
    return out.whenComplete((stream, fault) -> way.forget(onEnd));
  }

  private void accept(
      MemoryHost from,
      List<String> protocols,
      StreamTerms terms,
      CompletableFuture<PeerStream> out) {
    MemoryLink link = net.link(this, from);
    Served served;
    MemoryStream.Ends ends;
    synchronized (net) {
      Optional<String> chosen = protocols.stream().filter(this.served::containsKey).findFirst();
      Served found = chosen.map(this.served::get).orElse(null);
      if (found == null || chosen.isEmpty()) {
        link.carry(() -> fail(out, Duration.ZERO, NetworkException.Reason.UNSUPPORTED));
        return;
      }
      if (!found.hasRoomFor(from.self)) {
        link.carry(() -> fail(out, Duration.ZERO, NetworkException.Reason.RESET));
        return;
      }
      served = found;
      served.open.merge(from.self, 1, Integer::sum);
      ends =
          MemoryStream.open(
              new MemoryStream.Terms(net, link, chosen.get()), from, terms, this, served.terms);
    }
    ends.far().ended().thenRun(() -> leave(served, from.self));
    served.handler.onStream(ends.far());
    link.carry(
        () -> {
          if (!out.complete(ends.near())) {
            ends.near().reset();
          }
        });
  }

  private void leave(Served protocol, PeerId peer) {
    synchronized (net) {
      protocol.open.merge(peer, -1, Integer::sum);
    }
  }

  @Override
  public Registration handle(String protocol, StreamTerms terms, StreamHandler handler) {
    synchronized (net) {
      if (served.putIfAbsent(protocol, new Served(terms, handler)) != null) {
        throw new IllegalStateException(protocol + " has a handler");
      }
    }
    tellProtocols();
    return () -> {
      synchronized (net) {
        served.remove(protocol);
      }
      tellProtocols();
    };
  }

  @Override
  public Topic join(String topic, TopicTerms terms, TopicHandler handler) {
    synchronized (net) {
      MemoryTopic joined = new MemoryTopic(net, this, topic, terms, handler);
      if (topics.putIfAbsent(topic, joined) != null) {
        throw new IllegalStateException(topic + " is joined");
      }
      return joined;
    }
  }

  @Override
  public List<PeerView> peers() {
    synchronized (net) {
      List<PeerView> out = new ArrayList<>();
      connected.forEach((host, link) -> out.add(view(host, link)));
      return out;
    }
  }

  private PeerView view(MemoryHost host, MemoryLink link) {
    return new PeerView(
        host.self,
        host.addresses(),
        "memory/1",
        host.protocols(),
        Optional.of(Duration.ofNanos(2 * link.lagNanos())),
        -points.getOrDefault(host.self, 0),
        link.openedBy(this) ? PeerView.Direction.OUTBOUND : PeerView.Direction.INBOUND,
        MemoryNetwork.START.plusNanos(link.since()),
        false);
  }

  @Override
  public Registration watch(PeerEvents events) {
    synchronized (net) {
      watchers.add(events);
      for (MemoryHost host : connected.keySet()) {
        net.soon(() -> events.connected(host.self));
        net.soon(() -> events.identified(host.self, host.protocols()));
      }
    }
    return () -> {
      synchronized (net) {
        watchers.remove(events);
      }
    };
  }

  @Override
  public void report(PeerId peer, Misbehaviour fault) {
    boolean over;
    synchronized (net) {
      faults.add(new Fault(peer, fault));
      over = points.merge(peer, fault.points(), Integer::sum) >= Misbehaviour.LIMIT;
    }
    if (over) {
      ban(peer, FAULT_BAN, "too many faults");
    }
  }

  @Override
  public Registration protect(PeerId peer) {
    return () -> {};
  }

  @Override
  public PeerId keep(String address) throws NetworkException {
    Optional<MemoryHost> host =
        net.all().stream().filter(it -> it.addresses().contains(address)).findFirst();
    if (host.isEmpty()) {
      throw new NetworkException(NetworkException.Reason.ADDRESS, "no host at " + address);
    }
    boolean unused = net.link(this, host.get()).connect(this);
    return host.get().self;
  }

  @Override
  public boolean forget(PeerId peer) {
    boolean known = link(peer).isPresent();
    disconnect(peer);
    return known;
  }

  @Override
  public List<String> kept() {
    return List.of();
  }

  @Override
  public void ban(PeerId peer, Duration time, String why) {
    synchronized (net) {
      banned.put(peer, new Ban(peer, net.clock().instant().plus(time), why));
    }
    disconnect(peer);
  }

  @Override
  public boolean unban(PeerId peer) {
    synchronized (net) {
      return banned.remove(peer) != null;
    }
  }

  @Override
  public List<Ban> bans() {
    synchronized (net) {
      Instant now = net.clock().instant();
      return banned.values().stream().filter(it -> it.until().isAfter(now)).toList();
    }
  }

  /** Returns what was reported here, in order. */
  public List<Fault> faults() {
    synchronized (net) {
      return List.copyOf(faults);
    }
  }

  /** Returns how many topic messages were judged so. */
  public int judged(Judgement judgement) {
    synchronized (net) {
      return judged.getOrDefault(judgement, 0);
    }
  }

  @Override
  public String toString() {
    return name;
  }

  void count(Judgement judgement) {
    judged.merge(judgement, 1, Integer::sum);
  }

  boolean refuses(PeerId peer) {
    return bans().stream().anyMatch(it -> it.peer().equals(peer));
  }

  List<MemoryHost> neighbours() {
    synchronized (net) {
      return List.copyOf(connected.keySet());
    }
  }

  boolean isIn(String topic) {
    synchronized (net) {
      return topics.containsKey(topic);
    }
  }

  void leave(MemoryTopic topic) {
    synchronized (net) {
      topics.remove(topic.name(), topic);
    }
  }

  void deliver(MemoryHost from, String topic, byte[] message) {
    MemoryTopic joined;
    synchronized (net) {
      joined = topics.get(topic);
    }
    if (joined != null) {
      joined.take(from, message);
    }
  }

  void attach(MemoryHost host, MemoryLink link) {
    synchronized (net) {
      connected.put(host, link);
      watchers.forEach(it -> net.soon(() -> it.connected(host.self)));
      watchers.forEach(it -> net.soon(() -> it.identified(host.self, host.protocols())));
    }
  }

  void detach(MemoryHost host) {
    synchronized (net) {
      connected.remove(host);
      watchers.forEach(it -> net.soon(() -> it.disconnected(host.self)));
    }
  }

  private List<String> protocols() {
    synchronized (net) {
      return List.copyOf(served.keySet());
    }
  }

  private void tellProtocols() {
    for (MemoryHost host : neighbours()) {
      synchronized (net) {
        host.watchers.forEach(it -> net.soon(() -> it.identified(self, protocols())));
      }
    }
  }

  private Optional<MemoryLink> link(PeerId peer) {
    synchronized (net) {
      return connected.entrySet().stream()
          .filter(it -> it.getKey().self.equals(peer))
          .map(Map.Entry::getValue)
          .findFirst();
    }
  }

  private MemoryHost neighbour(PeerId peer) {
    return net.all().stream().filter(it -> it.self.equals(peer)).findFirst().orElseThrow();
  }

  private void fail(CompletableFuture<?> stage, Duration after, NetworkException.Reason reason) {
    net.after(
        after,
        () -> stage.completeExceptionally(new NetworkException(reason, "no stream: " + reason)));
  }

  private <T> CompletableFuture<T> failed(NetworkException.Reason reason, String why) {
    CompletableFuture<T> out = new CompletableFuture<>();
    net.soon(() -> out.completeExceptionally(new NetworkException(reason, why)));
    return out;
  }
}
