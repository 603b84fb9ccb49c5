package network.clawnet.core.testing.net;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import network.clawnet.core.crypto.Hash;
import network.clawnet.core.identity.PeerId;
import network.clawnet.core.port.Judgement;
import network.clawnet.core.port.Misbehaviour;
import network.clawnet.core.port.Topic;
import network.clawnet.core.port.TopicHandler;
import network.clawnet.core.port.TopicMessage;
import network.clawnet.core.port.TopicTerms;

/** A topic that a host has joined; its mesh is all connected members. */
final class MemoryTopic implements Topic {
  private static final int MAX_SEEN = 8_192;

  private final MemoryNetwork net;
  private final MemoryHost host;
  private final String name;
  private final TopicTerms terms;
  private final TopicHandler handler;
  private final Map<Hash, Boolean> seen = new LinkedHashMap<>();
  private int unjudged;

  MemoryTopic(
      MemoryNetwork net, MemoryHost host, String name, TopicTerms terms, TopicHandler handler) {
    this.net = net;
    this.host = host;
    this.name = name;
    this.terms = terms;
    this.handler = handler;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public CompletionStage<Integer> publish(byte[] message) {
    if (message.length > terms.maxMessageBytes()) {
      throw new IllegalArgumentException("a message of " + message.length + " bytes");
    }
    synchronized (net) {
      boolean unused = remember(Hash.sha256(message));
    }
    CompletableFuture<Integer> sent = new CompletableFuture<>();
    int peers = spread(message.clone(), Set.of());
    net.soon(() -> sent.complete(peers));
    return sent;
  }

  @Override
  public Set<PeerId> members() {
    Set<PeerId> out = new HashSet<>();
    host.neighbours().stream().filter(it -> it.isIn(name)).forEach(it -> out.add(it.self()));
    return out;
  }

  @Override
  public void close() {
    host.leave(this);
  }

  /** Takes a message from a neighbour. */
  void take(MemoryHost from, byte[] message) {
    if (message.length > terms.maxMessageBytes()) {
      host.report(from.self(), new Misbehaviour("topic-message-too-large", 10));
      return;
    }
    synchronized (net) {
      if (unjudged >= terms.maxUnjudged() || !remember(Hash.sha256(message))) {
        return;
      }
      unjudged++;
    }
    CompletableFuture<Judgement> judged = new CompletableFuture<>();
    net.after(terms.judgeWithin(), () -> judged.complete(Judgement.IGNORE));
    var unused = judged.thenAccept(it -> settle(from, message, it));
    handler
        .judge(new TopicMessage(name, from.self(), message))
        .whenComplete((it, fault) -> judged.complete(fault == null ? it : Judgement.IGNORE));
  }

  private void settle(MemoryHost from, byte[] message, Judgement judgement) {
    synchronized (net) {
      unjudged--;
      host.count(judgement);
    }
    if (judgement == Judgement.ACCEPT) {
      int unused = spread(message, Set.of(from.self()));
    }
  }

  private int spread(byte[] message, Set<PeerId> but) {
    List<MemoryHost> to =
        host.neighbours().stream().filter(it -> !but.contains(it.self()) && it.isIn(name)).toList();
    for (MemoryHost each : to) {
      net.link(host, each).carryUnsafely(() -> each.deliver(host, name, message));
    }
    return to.size();
  }

  private boolean remember(Hash message) {
    if (seen.size() >= MAX_SEEN) {
      seen.remove(seen.keySet().iterator().next());
    }
    return seen.putIfAbsent(message, true) == null;
  }
}
