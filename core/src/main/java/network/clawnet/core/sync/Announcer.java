package network.clawnet.core.sync;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Function;
import network.clawnet.core.codec.DecodeException;
import network.clawnet.core.identity.PeerId;
import network.clawnet.core.port.Judgement;
import network.clawnet.core.port.Misbehaviour;
import network.clawnet.core.port.Network;
import network.clawnet.core.port.Topic;
import network.clawnet.core.port.TopicMessage;
import network.clawnet.core.port.TopicTerms;
import network.clawnet.core.sync.plan.SyncMachine;
import network.clawnet.core.sync.wire.CertifiedHeader;
import network.clawnet.core.sync.wire.SyncProtocols;
import org.jspecify.annotations.Nullable;

/**
 * The topic of final headers. An announcement travels on only from nodes that have the block, so
 * whoever passes it on can be asked for it. The proposer announces at once; anybody else when a
 * tick finds that nobody has. One owner thread.
 */
final class Announcer implements AutoCloseable {
  private static final TopicTerms TERMS =
      new TopicTerms(CertifiedHeader.MAX_BYTES, 64, Duration.ofSeconds(10));
  private static final Misbehaviour FALSE = new Misbehaviour("false-certificate", 50);
  private static final Misbehaviour MALFORMED = new Misbehaviour("announcement-malformed", 20);

  private final Network network;
  private final Executor owner;
  private final Hearer hearer;
  private final Topic topic;
  private final List<Waiting> waiting = new ArrayList<>();
  private @Nullable CertifiedHeader own;
  private long announced;

  private record Waiting(long height, CompletableFuture<Judgement> judgement) {}

  /**
   * Who understands announcements.
   *
   * @param worth of a header
   * @param heard told of each that is new and true
   */
  record Hearer(Function<CertifiedHeader, SyncMachine.Worth> worth, Heard heard) {}

  /** Told who passed on which header. */
  @FunctionalInterface
  interface Heard {
    void take(PeerId peer, CertifiedHeader header);
  }

  Announcer(Network network, SyncProtocols protocols, Executor owner, Hearer hearer) {
    this.network = network;
    this.owner = owner;
    this.hearer = hearer;
    this.topic = network.join(protocols.blocks(), TERMS, this::judge);
  }

  /**
   * A block is final and readable here.
   *
   * @param atOnce whether to announce it without waiting for others to
   */
  void reached(CertifiedHeader header, boolean atOnce) {
    own = header;
    for (Iterator<Waiting> all = waiting.iterator(); all.hasNext(); ) {
      Waiting next = all.next();
      if (next.height() <= header.height()) {
        all.remove();
        next.judgement().complete(Judgement.ACCEPT);
      }
    }
    if (atOnce) {
      tick();
    }
  }

  /** Announces the newest block if nobody has. */
  void tick() {
    CertifiedHeader newest = own;
    if (newest != null && newest.height() > announced) {
      announced = newest.height();
      topic.publish(newest.encode());
    }
    waiting.removeIf(it -> it.judgement().isDone());
  }

  @Override
  public void close() {
    topic.close();
  }

  private CompletionStage<Judgement> judge(TopicMessage message) {
    CompletableFuture<Judgement> judgement = new CompletableFuture<>();
    owner.execute(() -> judge(message, judgement));
    return judgement;
  }

  private void judge(TopicMessage message, CompletableFuture<Judgement> judgement) {
    CertifiedHeader header;
    try {
      header = CertifiedHeader.decode(message.bytes());
    } catch (DecodeException e) {
      network.report(message.from(), MALFORMED);
      judgement.complete(Judgement.REJECT);
      return;
    }
    switch (hearer.worth().apply(header)) {
      case NOTHING -> judgement.complete(Judgement.IGNORE);
      case FALSE -> {
        network.report(message.from(), FALSE);
        judgement.complete(Judgement.REJECT);
      }
      case NEW -> {
        announced = Math.max(announced, header.height());
        waiting.add(new Waiting(header.height(), judgement));
        hearer.heard().take(message.from(), header);
      }
    }
  }
}
