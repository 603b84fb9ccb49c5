package network.clawnet.core.relay;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ScheduledFuture;
import network.clawnet.core.account.AccountCodes;
import network.clawnet.core.chain.Admission;
import network.clawnet.core.chain.rows.FinalBlock;
import network.clawnet.core.codec.DecodeException;
import network.clawnet.core.crypto.Hash;
import network.clawnet.core.event.Envelope;
import network.clawnet.core.event.Verdict;
import network.clawnet.core.identity.PeerId;
import network.clawnet.core.lane.Lane;
import network.clawnet.core.ledger.PreparedEvent;
import network.clawnet.core.port.Judgement;
import network.clawnet.core.port.Misbehaviour;
import network.clawnet.core.port.Topic;
import network.clawnet.core.port.TopicMessage;
import network.clawnet.core.port.TopicTerms;

/**
 * Carries events between nodes: tells the own ones, takes those of others into the pool, and lets a
 * message travel on only if the pool took something from it. One thread; public methods may be
 * called from any.
 */
public final class EventRelay implements AutoCloseable {
  private static final TopicTerms TERMS =
      new TopicTerms(EventBatch.MAX_BYTES + 1024, 256, Duration.ofSeconds(5));
  private static final long TICK_MILLIS = 1_000;

  /** With nobody to tell, most events of a burst are final before they are looked at. */
  private static final long ALONE_MILLIS = 100;

  private static final int NAME_CHARS = 8;
  private static final Misbehaviour MALFORMED = new Misbehaviour("events-malformed", 20);

  private final RelayParts parts;
  private final Lane lane;
  private final Ingress ingress;
  private final Gaps gaps = new Gaps();
  private final OwnEvents own;
  private final Topic topic;
  private final PoolExchange exchange;
  private final ScheduledFuture<?> tick;
  private final Set<Hash> arriving = new HashSet<>();
  private final Tidings tidings = new Tidings(this::look);
  private final Judgements judgements = new Judgements(TERMS.judgeWithin().toNanos());
  private volatile boolean alone;
  private volatile RelayCounts counts = RelayCounts.NONE;

  /** Joins the topic and begins. */
  public EventRelay(RelayParts parts) {
    this.parts = parts;
    lane = new Lane(parts.threads().relay(), parts.failed());
    SplittableRandom random = new SplittableRandom(parts.threads().seed());
    ingress = new Ingress(peer -> parts.validators().get().contains(peer));
    own = new OwnEvents(random.split());
    String prefix = "/clawnet/" + parts.chainId().hex().substring(0, NAME_CHARS);
    topic = parts.network().join(prefix + "/events/1", TERMS, this::judge);
    exchange =
        new PoolExchange(
            new PoolExchange.Parts(parts, prefix + "/mempool/1", lane::execute, this::pulled),
            random.split());
    tick = lane.every(TICK_MILLIS, this::tick);
  }

  /** An event waits for a block, whoever brought it. Any thread; in order of admission. */
  public void onAdmitted(PreparedEvent event) {
    tidings.admitted(event);
  }

  /** An event left the pool and is in no block. */
  public void onDropped(PreparedEvent event) {
    tidings.dropped(event);
  }

  /** A block is final. */
  public void onFinal(FinalBlock block) {
    tidings.settled(block);
  }

  /** Returns what was done so far. */
  public RelayCounts counts() {
    return counts;
  }

  @Override
  public void close() {
    tick.cancel(false);
    topic.close();
    exchange.close();
    parts.threads().relay().shutdown();
  }

  private long nanos() {
    return parts.threads().nanos().getAsLong();
  }

  // ---- own events

  private void look() {
    lane.after(alone ? ALONE_MILLIS : 0, this::told);
  }

  private void told() {
    List<PreparedEvent> admitted = tidings.take(own::remove, this::fill);
    List<byte[]> unsent = new ArrayList<>();
    for (PreparedEvent event : admitted) {
      byte[] bytes = event.event().bytes();
      Hash name = Hash.sha256(bytes);
      if (!arriving.contains(name)) {
        boolean unused = ingress.isKnown(name);
        own.add(event.event().hash(), bytes, nanos());
        unsent.add(bytes);
      }
      fill(event);
    }
    publish(0, unsent);
  }

  private void publish(int round, List<byte[]> events) {
    alone = topic.members().isEmpty();
    if (alone || events.isEmpty()) {
      return; // nobody to tell yet: the next round does
    }
    for (EventBatch batch : EventBatch.split(round, events)) {
      topic.publish(batch.encode());
    }
    counts = counts.plusPublished(events.size());
  }

  private void tick() {
    alone = topic.members().isEmpty();
    own.due(nanos()).forEach(this::publish);
    for (Gaps.Gap late : gaps.expire(nanos())) {
      ingress.forget(Hash.sha256(late.event()));
    }
    judgements.forgetJudged(nanos());
    exchange.tick();
  }

  // ---- events of peers

  private CompletionStage<Judgement> judge(TopicMessage message) {
    CompletableFuture<Judgement> judgement = new CompletableFuture<>();
    lane.execute(() -> take(message, judgement));
    return judgement;
  }

  private void take(TopicMessage message, CompletableFuture<Judgement> judgement) {
    EventBatch batch;
    try {
      batch = EventBatch.decode(message.bytes());
    } catch (DecodeException e) {
      parts.network().report(message.from(), MALFORMED);
      judgement.complete(Judgement.REJECT);
      return;
    }
    int count = batch.events().size();
    if (!ingress.allows(message.from(), count, message.bytes().length, nanos())) {
      counts = counts.plusLimited(count);
      judgement.complete(Judgement.IGNORE);
      return;
    }
    admit(message.from(), unknown(batch.events()), judgement);
  }

  private void pulled(PeerId from, List<byte[]> events) {
    List<byte[]> lacking = unknown(events);
    counts = counts.plusPulled(lacking.size());
    admit(from, lacking, new CompletableFuture<>());
  }

  private List<byte[]> unknown(List<byte[]> events) {
    return events.stream().filter(it -> !ingress.isKnown(Hash.sha256(it))).toList();
  }

  private void admit(PeerId from, List<byte[]> events, CompletableFuture<Judgement> judgement) {
    if (events.isEmpty()) {
      judgement.complete(Judgement.IGNORE);
      return;
    }
    events.forEach(it -> arriving.add(Hash.sha256(it)));
    var unused =
        parts
            .ledger()
            .submitFromPeer(events)
            .whenComplete(
                (admissions, fault) ->
                    lane.execute(
                        () -> {
                          told(); // while the relay still knows who brought these
                          events.forEach(it -> arriving.remove(Hash.sha256(it)));
                          if (fault == null) {
                            settle(from, events, admissions, judgement);
                          } else {
                            judgement.complete(Judgement.IGNORE);
                          }
                        }));
  }

  private void settle(
      PeerId from,
      List<byte[]> events,
      List<Admission> admissions,
      CompletableFuture<Judgement> judgement) {
    Set<Hash> waiting = new HashSet<>();
    long good = 0;
    PeerFault worst = PeerFault.NONE;
    for (int i = 0; i < events.size(); i++) {
      Hash name = Hash.sha256(events.get(i));
      if (admissions.get(i).verdict().accepted()) {
        good++;
        judgements.taken(name);
      } else if (keep(from, events.get(i), admissions.get(i))) {
        waiting.add(name);
      } else {
        PeerFault fault = PeerFault.of(admissions.get(i).verdict());
        worst = worst.worse(fault);
        if (fault == PeerFault.NONE) {
          ingress.forget(name); // the state may allow it later
        }
      }
    }
    counts = counts.plusJudged(good, events.size() - good - waiting.size());
    worst.fault().ifPresent(it -> parts.network().report(from, it));
    if (worst.rejects()) {
      judgement.complete(Judgement.REJECT);
    } else {
      judgements.judge(good, waiting, judgement, nanos());
    }
  }

  private boolean keep(PeerId from, byte[] bytes, Admission admission) {
    PreparedEvent event = admission.event();
    if (event == null
        || !(admission.verdict() instanceof Verdict.Reject reject)
        || !reject.code().equals(AccountCodes.NONCE_GAP)) {
      return false;
    }
    Envelope envelope = event.event().envelope();
    Gaps.Place place = new Gaps.Place(envelope.issuer(), envelope.nonce());
    return gaps.keep(place, bytes, from, nanos());
  }

  /** Offers the events that waited for this one. */
  private void fill(PreparedEvent event) {
    Envelope envelope = event.event().envelope();
    List<Gaps.Gap> run = gaps.takeAfter(envelope.issuer(), envelope.nonce());
    if (!run.isEmpty()) {
      List<byte[]> events = run.stream().map(Gaps.Gap::event).toList();
      admit(run.get(0).from(), events, new CompletableFuture<>());
    }
  }
}
