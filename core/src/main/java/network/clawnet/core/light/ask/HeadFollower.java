package network.clawnet.core.light.ask;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import network.clawnet.core.codec.DecodeException;
import network.clawnet.core.identity.PeerId;
import network.clawnet.core.light.LightChain;
import network.clawnet.core.port.Judgement;
import network.clawnet.core.port.Misbehaviour;
import network.clawnet.core.port.Topic;
import network.clawnet.core.port.TopicMessage;
import network.clawnet.core.port.TopicTerms;
import network.clawnet.core.sync.wire.CertifiedHeader;
import network.clawnet.core.sync.wire.EpochLink;
import network.clawnet.core.sync.wire.EpochsMessages;
import network.clawnet.core.sync.wire.StatusMessage;
import network.clawnet.core.sync.wire.SyncProtocols;
import org.jspecify.annotations.Nullable;

/**
 * Follows the newest certified header: by the topic of final headers, by asking two full nodes in
 * turn each second, and through the epochs by their certified ends. One owner thread.
 */
final class HeadFollower implements AutoCloseable {
  private static final TopicTerms TERMS =
      new TopicTerms(CertifiedHeader.MAX_BYTES, 64, Duration.ofSeconds(10));
  private static final Misbehaviour STALE = new Misbehaviour("light-epochs-missing", 20);
  private static final int HEARTBEATS = 4;
  private static final int ASKED_EACH_TICK = 2;
  private static final long TICK_MILLIS = 1_000;
  private static final long ANSWER_MILLIS = 5_000;
  private static final long CONFIRMED_NANOS = 10_000_000_000L;
  private final LightParts parts;
  private final LightChain chain;
  private final FullNodes nodes;
  private final Asker asker;
  private final Liars liars;
  private final SyncProtocols protocols;
  private final Topic topic;
  private @Nullable CompletableFuture<Boolean> following;
  private volatile boolean confirmed;
  private volatile long confirmedAt;
  private boolean halted;

  HeadFollower(LightParts parts, LightChain chain, FullNodes nodes, Asker asker, Liars liars) {
    this.parts = parts;
    this.chain = chain;
    this.nodes = nodes;
    this.asker = asker;
    this.liars = liars;
    this.protocols = new SyncProtocols(parts.rules().chainId());
    this.topic = parts.peers().network().join(protocols.blocks(), TERMS, this::judge);
    var unused =
        parts
            .time()
            .owner()
            .scheduleWithFixedDelay(this::tick, TICK_MILLIS, TICK_MILLIS, TimeUnit.MILLISECONDS);
  }

  /** A node can be asked from now on. */
  void came(PeerId peer) {
    askStatus(peer);
  }

  @Override
  public void close() {
    topic.close();
  }

  /** Returns whether a head is the present, as far as anybody can tell. Any thread. */
  boolean synced(LightView view, int validators) {
    if (view.head().isEmpty() || view.conflict().isPresent()) {
      return false;
    }
    long heartbeat = parts.rules().heartbeatMs();
    if (heartbeat > 0 && validators > 1) {
      long age = parts.time().clock().millis() - view.head().get().header().tsMs();
      return age < HEARTBEATS * heartbeat;
    }
    return confirmed && nanos() - confirmedAt < CONFIRMED_NANOS;
  }

  /** What the epochs' sets say of a header that a peer gave. */
  LightChain.Worth take(CertifiedHeader header) {
    LightChain.Worth worth = chain.take(header);
    if (worth == LightChain.Worth.NEW) {
      parts.listener().head().run();
    } else if (worth == LightChain.Worth.CONFLICT) {
      halt();
    }
    return worth;
  }

  /** Tells, once, that nothing can be believed any more. */
  private void halt() {
    if (!halted) {
      halted = true;
      parts.listener().head().run();
      parts.listener().halted().accept(chain.conflict().orElse(""));
    }
  }

  private void tick() {
    nodes.inTurn(ASKED_EACH_TICK, nanos()).forEach(this::askStatus);
  }

  private void askStatus(PeerId peer) {
    byte[] question = new StatusMessage(parts.rules().chainId(), 0, null).encode();
    var unused =
        asker
            .ask(letter(peer, protocols.status(), question, StatusMessage.MAX_BYTES))
            .whenComplete(
                (bytes, fault) -> {
                  if (fault != null) {
                    nodes.failed(peer, FullNodes.SILENT_MILLIS);
                  } else {
                    gotStatus(peer, bytes);
                  }
                });
  }

  private void gotStatus(PeerId peer, byte[] bytes) {
    try {
      StatusMessage status = StatusMessage.decode(bytes);
      if (!status.chainId().equals(parts.rules().chainId())) {
        parts.peers().network().disconnect(peer);
        return;
      }
      CertifiedHeader head = status.head();
      if (head != null) {
        claimed(peer, head);
        confirmedAt = nanos();
        confirmed = true;
      }
    } catch (DecodeException e) {
      liars.caught(peer, "status: " + e.getMessage());
    }
  }

  private void claimed(PeerId peer, CertifiedHeader head) {
    switch (take(head)) {
      case NEW, KNOWN, EARLIER, CONFLICT -> {}
      case FALSE -> liars.caught(peer, "a head that is not certified");
      case LATER -> {
        var unused =
            follow(peer)
                .thenAccept(
                    done -> {
                      if (take(head) == LightChain.Worth.FALSE) {
                        liars.caught(peer, "a head that is not certified");
                      }
                    });
      }
    }
  }

  private CompletableFuture<Judgement> judge(TopicMessage message) {
    CompletableFuture<Judgement> judgement = new CompletableFuture<>();
    parts.time().owner().execute(() -> judgement.complete(worth(message)));
    return judgement;
  }

  /** Never accepts: who passes a header on can be asked for its block, and a light node cannot. */
  private Judgement worth(TopicMessage message) {
    try {
      CertifiedHeader header = CertifiedHeader.decode(message.bytes());
      LightChain.Worth worth = take(header);
      if (worth == LightChain.Worth.LATER) {
        var unused = follow(message.from()).thenAccept(done -> take(header));
      }
      return worth == LightChain.Worth.FALSE ? Judgement.REJECT : Judgement.IGNORE;
    } catch (DecodeException e) {
      return Judgement.REJECT;
    }
  }

  /** Fetches the ends of epochs from a peer, as far as it has them; never fails. */
  CompletableFuture<Boolean> follow(PeerId peer) {
    CompletableFuture<Boolean> running = following;
    if (running != null && !running.isDone()) {
      return running;
    }
    CompletableFuture<Boolean> out = new CompletableFuture<>();
    following = out;
    askLinks(peer, chain.epoch(), out);
    return out;
  }

  private void askLinks(PeerId peer, long began, CompletableFuture<Boolean> out) {
    byte[] question = chain.question().encode();
    var unused =
        asker
            .ask(letter(peer, protocols.epochs(), question, EpochsMessages.MAX_ANSWER_BYTES))
            .whenComplete(
                (bytes, fault) -> {
                  if (fault != null) {
                    nodes.failed(peer, FullNodes.SILENT_MILLIS);
                    out.complete(false);
                  } else {
                    gotLinks(peer, began, bytes, out);
                  }
                });
  }

  private void gotLinks(PeerId peer, long began, byte[] bytes, CompletableFuture<Boolean> out) {
    try {
      List<EpochLink> links = EpochsMessages.readAnswer(bytes);
      for (EpochLink link : links) {
        if (!chain.add(link)) {
          if (chain.conflict().isPresent()) {
            halt(); // no lie of this peer: it is certified, or named by the checkpoint
            out.complete(false);
            return;
          }
          throw new DecodeException("an end of epoch " + chain.epoch() + " that is none");
        }
      }
      if (links.size() == EpochsMessages.MAX_LINKS) {
        askLinks(peer, began, out);
        return;
      }
      if (chain.epoch() == began) {
        parts.peers().network().report(peer, STALE);
        nodes.failed(peer, FullNodes.STALE_MILLIS);
      } else {
        chain.save().ifPresent(parts.listener().epoch());
        parts.listener().head().run();
      }
      out.complete(true);
    } catch (DecodeException e) {
      liars.caught(peer, "epochs: " + e.getMessage());
      out.complete(false);
    }
  }

  private Asker.Letter letter(PeerId peer, String protocol, byte[] question, int maxBytes) {
    return new Asker.Letter(peer, protocol, question, maxBytes, ANSWER_MILLIS);
  }

  private long nanos() {
    return parts.time().nanos().getAsLong();
  }
}
