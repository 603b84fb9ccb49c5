package network.clawnet.p2p.gossip;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.stream.Stream;
import network.clawnet.core.identity.PeerId;
import network.clawnet.core.port.NetworkException;
import network.clawnet.core.port.Registration;
import network.clawnet.core.port.Topic;
import network.clawnet.core.port.TopicHandler;
import network.clawnet.core.port.TopicTerms;
import network.clawnet.p2p.gossip.router.GossipRouter;
import network.clawnet.p2p.gossip.router.Tallies;
import network.clawnet.p2p.gossip.rpc.GossipVersion;
import network.clawnet.p2p.gossip.rpc.Message;
import network.clawnet.p2p.gossip.rpc.MessageAuthor;
import network.clawnet.p2p.gossip.rpc.SigningPolicy;
import network.clawnet.p2p.gossip.rpc.TopicRules;
import network.clawnet.p2p.service.Loop;
import network.clawnet.p2p.service.ProtocolHost;

/**
 * Gossip for a host: topics to join, and scores of peers.
 *
 * <p>Methods may be called from any thread and never block. Handlers of unsigned topics are called
 * on the loop, those of signed ones on the workers.
 */
public final class GossipService implements AutoCloseable {
  private final Loop loop;
  private final GossipSettings settings;
  private final GossipRouter router;
  private final GossipShell shell;
  private final ShellTallies tallies = new ShellTallies();
  private final Map<String, JoinedTopic> topics = new ConcurrentHashMap<>();
  private final AtomicLong unpublishedBytes = new AtomicLong();
  private final List<Registration> registrations;
  private volatile Map<PeerId, Double> scores = Map.of();
  private volatile boolean closed;

  /**
   * Begins to speak gossip with all peers of the host.
   *
   * @param loop owns the router; shared with nothing that takes long
   * @param workers check signatures
   */
  public GossipService(ProtocolHost host, Loop loop, Executor workers, GossipSettings settings) {
    this.loop = loop;
    this.settings = settings;
    router =
        new GossipRouter(host.self(), settings.parameters(), host::signedRecord, settings.random());
    shell = new GossipShell(host, loop, router, new GossipWorkers(workers, tallies));
    registrations =
        Stream.concat(
                GossipVersion.protocols().stream()
                    .map(it -> host.handle(it, GossipLimits.TERMS, shell::onStream)),
                Stream.of(host.watch(shell)))
            .toList();
    beatLater();
  }

  private void beatLater() {
    var unused =
        loop.after(
            settings.parameters().timing().heartbeat(),
            () -> {
              if (!closed) {
                beatLater();
                shell.mailbox().post(this::beat);
              }
            });
  }

  private void beat() {
    shell.heartbeat();
    scores = router.scores();
  }

  /**
   * Joins a topic whose messages have no author and are named by their content; see {@link
   * network.clawnet.core.port.Network#join}.
   *
   * @throws IllegalStateException if the topic is joined already
   */
  public Topic join(String name, TopicTerms terms, TopicHandler handler) {
    return join(name, terms, handler, SigningPolicy.STRICT_NO_SIGN);
  }

  /**
   * Joins a topic whose messages are signed by their authors, as is usual elsewhere.
   *
   * @throws IllegalStateException if the topic is joined already
   */
  public Topic joinSigned(String name, TopicTerms terms, TopicHandler handler) {
    return join(name, terms, handler, SigningPolicy.STRICT_SIGN);
  }

  private Topic join(String name, TopicTerms terms, TopicHandler handler, SigningPolicy policy) {
    TopicRules rules = new TopicRules(policy, terms.maxMessageBytes(), terms.maxUnjudged());
    JoinedTopic topic =
        new JoinedTopic(
            name, terms, handler, content -> publish(name, content, rules), () -> leave(name));
    if (topics.putIfAbsent(name, topic) != null) {
      throw new IllegalStateException("joined already: " + name);
    }
    shell.mailbox().post(() -> shell.join(topic, rules));
    return topic;
  }

  private void leave(String name) {
    JoinedTopic topic = topics.remove(name);
    if (topic != null) {
      shell.mailbox().post(() -> shell.leave(topic));
    }
  }

  private CompletionStage<Integer> publish(String name, byte[] content, TopicRules rules) {
    if (unpublishedBytes.addAndGet(content.length) > GossipLimits.MAX_UNPUBLISHED_BYTES) {
      unpublishedBytes.addAndGet(-content.length);
      tallies.count(ShellTallies.Tally.PUBLISH_REFUSED);
      return CompletableFuture.failedFuture(overloaded());
    }
    CompletableFuture<Integer> promise = new CompletableFuture<>();
    post(
        name,
        content,
        rules.policy(),
        message -> {
          unpublishedBytes.addAndGet(-content.length);
          Optional<Integer> peers = shell.publish(message, rules);
          if (peers.isPresent()) {
            promise.complete(peers.get());
          } else {
            promise.completeExceptionally(overloaded());
          }
        });
    return promise;
  }

  private void post(String name, byte[] content, SigningPolicy policy, Consumer<Message> then) {
    if (policy == SigningPolicy.STRICT_NO_SIGN) {
      Message message = Message.anonymous(name, content);
      shell.mailbox().post(() -> then.accept(message));
      return;
    }
    MessageAuthor author =
        settings.author().orElseThrow(() -> new IllegalStateException("nobody to sign as"));
    synchronized (author) { // messages leave in the order of their numbers
      Message message = author.sign(name, content);
      shell.mailbox().post(() -> then.accept(message));
    }
  }

  private static NetworkException overloaded() {
    return new NetworkException(
        NetworkException.Reason.OVERLOADED, "too much gossip waits to be sent");
  }

  /** Returns the score of a peer at the last heartbeat, or 0. */
  public double score(PeerId peer) {
    return scores.getOrDefault(peer, 0.0);
  }

  /** Sets the points that the application gives a connected peer: P5. */
  public void applicationScore(PeerId peer, double points) {
    shell.mailbox().post(() -> router.applicationScore(peer, points));
  }

  /** Returns what the router counted. */
  public Tallies tallies() {
    return router.tallies();
  }

  /** Returns what was counted around it. */
  public ShellTallies shellTallies() {
    return tallies;
  }

  /** Ends all streams; topics that are still joined fall silent. */
  @Override
  public void close() {
    closed = true;
    registrations.forEach(Registration::close);
    shell.mailbox().post(shell::close);
  }
}
