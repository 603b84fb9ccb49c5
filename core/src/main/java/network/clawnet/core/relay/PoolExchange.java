package network.clawnet.core.relay;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import network.clawnet.core.codec.ByteReader;
import network.clawnet.core.codec.ByteWriter;
import network.clawnet.core.codec.DecodeException;
import network.clawnet.core.identity.PeerId;
import network.clawnet.core.pool.EventPool;
import network.clawnet.core.pool.PendingEvent;
import network.clawnet.core.port.Misbehaviour;
import network.clawnet.core.port.PeerStream;
import network.clawnet.core.port.Registration;
import network.clawnet.core.port.StreamTerms;

/**
 * Validators compare what waits in their pools, by the first 8 bytes of event hashes, and pull what
 * they lack, so that gossip's losses keep no event from its turn. Serves validators only. One owner
 * thread.
 */
final class PoolExchange implements AutoCloseable {
  /** Short ids in one answer: the oldest events. */
  static final int MAX_IDS = 16_384;

  /** Events that are pulled at once. */
  static final int MAX_PULLED = EventBatch.MAX_EVENTS;

  private static final long EVERY_NANOS = 2_000_000_000L;
  private static final long JITTER_NANOS = 400_000_000L;

  /**
   * Until a peer is asked again in whose pool nothing waited: an idle network shall cost next to
   * nothing, and what that peer has meanwhile enters a block in its own turn at the latest.
   */
  private static final long EVERY_IDLE_NANOS = 5 * EVERY_NANOS;

  private static final int ID_BYTES = 8;
  private static final int ASK_IDS = 1;
  private static final int ASK_EVENTS = 2;
  private static final StreamTerms TERMS =
      new StreamTerms(
          EventBatch.MAX_BYTES + 1024, EventBatch.MAX_BYTES + 1024, 2, 128, Duration.ofSeconds(10));
  private static final Misbehaviour MALFORMED = new Misbehaviour("mempool-malformed", 20);

  private final Parts parts;
  private final SplittableRandom random;
  private final Registration served;
  private final Map<PeerId, Long> dueAt = new HashMap<>();
  private final Map<PeerId, PeerStream> open = new TreeMap<>();

  /**
   * What the exchange stands on.
   *
   * @param pulled told what a peer gave
   */
  record Parts(
      RelayParts relay,
      String protocol,
      Consumer<Runnable> owner,
      BiConsumer<PeerId, List<byte[]>> pulled) {}

  PoolExchange(Parts parts, SplittableRandom random) {
    this.parts = parts;
    this.random = random;
    this.served = parts.relay().network().handle(parts.protocol(), TERMS, this::serve);
  }

  /** Asks the validators whose turn it is. */
  void tick() {
    Set<PeerId> validators = parts.relay().validators().get();
    dueAt.keySet().retainAll(validators);
    long now = parts.relay().threads().nanos().getAsLong();
    for (PeerId peer : validators) {
      if (dueAt.getOrDefault(peer, now) <= now && !open.containsKey(peer)) {
        dueAt.put(peer, now + EVERY_NANOS - random.nextLong(JITTER_NANOS));
        ask(peer);
      }
    }
  }

  @Override
  public void close() {
    served.close();
  }

  // ---- asking

  private void ask(PeerId peer) {
    parts
        .relay()
        .network()
        .open(peer, List.of(parts.protocol()), TERMS)
        .whenComplete(
            (stream, fault) -> {
              if (fault == null) {
                parts.owner().accept(() -> begin(stream));
              }
            });
  }

  private void begin(PeerStream stream) {
    open.put(stream.peer(), stream);
    stream.ended().thenRun(() -> parts.owner().accept(() -> open.remove(stream.peer(), stream)));
    stream.send(new ByteWriter(1).u8(ASK_IDS).toBytes());
    receive(stream, answer -> ids(stream, answer));
  }

  private void ids(PeerStream stream, byte[] answer) throws DecodeException {
    ByteReader in = new ByteReader(answer);
    int count = in.u16();
    List<byte[]> ids = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      ids.add(in.raw(ID_BYTES));
    }
    in.end();
    if (ids.isEmpty()) {
      dueAt.merge(stream.peer(), EVERY_IDLE_NANOS - EVERY_NANOS, Long::sum);
    }
    var unused =
        snapshot().thenAccept(own -> parts.owner().accept(() -> pull(stream, lacking(ids, own))));
  }

  private static List<Long> lacking(List<byte[]> ids, Map<Long, byte[]> own) {
    return ids.stream()
        .map(PoolExchange::number)
        .filter(it -> !own.containsKey(it))
        .limit(MAX_PULLED)
        .toList();
  }

  private void pull(PeerStream stream, List<Long> wanted) {
    if (wanted.isEmpty()) {
      stream.finish();
      receive(stream, rest -> {});
      return;
    }
    ByteWriter out = new ByteWriter().u8(ASK_EVENTS).u16(wanted.size());
    wanted.forEach(out::u64);
    stream.send(out.toBytes());
    stream.finish();
    receive(
        stream,
        answer -> {
          parts.pulled().accept(stream.peer(), EventBatch.decode(answer).events());
          receive(stream, rest -> {});
        });
  }

  // ---- answering

  private void serve(PeerStream stream) {
    parts
        .owner()
        .accept(
            () -> {
              if (parts.relay().validators().get().contains(stream.peer())) {
                receive(stream, question -> answer(stream, question));
              } else {
                stream.reset();
              }
            });
  }

  private void answer(PeerStream stream, byte[] question) throws DecodeException {
    ByteReader in = new ByteReader(question);
    int kind = in.u8();
    if (kind == ASK_IDS) {
      in.end();
      reply(stream, PoolExchange::idsOf);
    } else if (kind == ASK_EVENTS) {
      int count = in.u16();
      List<Long> wanted = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        wanted.add(number(in.raw(ID_BYTES)));
      }
      in.end();
      reply(stream, own -> eventsOf(wanted, own));
    } else {
      throw new DecodeException("a question of kind " + kind);
    }
  }

  private interface Reply {
    Optional<byte[]> of(Map<Long, byte[]> own);
  }

  private void reply(PeerStream stream, Reply reply) {
    var unused =
        snapshot()
            .thenAccept(
                own ->
                    parts
                        .owner()
                        .accept(
                            () -> {
                              reply.of(own).ifPresent(stream::send);
                              receive(stream, question -> answer(stream, question));
                            }));
  }

  private static Optional<byte[]> idsOf(Map<Long, byte[]> own) {
    ByteWriter out = new ByteWriter(2 + own.size() * ID_BYTES).u16(own.size());
    own.keySet().forEach(out::u64);
    return Optional.of(out.toBytes());
  }

  private static Optional<byte[]> eventsOf(List<Long> wanted, Map<Long, byte[]> own) {
    List<byte[]> events = new ArrayList<>();
    for (Long id : wanted) {
      byte[] event = own.get(id);
      if (event != null) {
        events.add(event);
      }
    }
    return EventBatch.split(0, events).stream().findFirst().map(EventBatch::encode);
  }

  // ---- both

  private interface Taker {
    void take(byte[] message) throws DecodeException;
  }

  /** Takes one message; ends our direction when the peer has ended its own. */
  private void receive(PeerStream stream, Taker taker) {
    stream
        .receive()
        .whenComplete(
            (message, fault) ->
                parts
                    .owner()
                    .accept(
                        () -> {
                          if (fault != null || message.isEmpty()) {
                            stream.finish();
                          } else {
                            take(stream, taker, message.get());
                          }
                        }));
  }

  private void take(PeerStream stream, Taker taker, byte[] message) {
    try {
      taker.take(message);
    } catch (DecodeException e) {
      parts.relay().network().report(stream.peer(), MALFORMED);
      stream.reset();
    }
  }

  /** Returns the oldest events that may go into blocks, by short id, in order of arrival. */
  private CompletableFuture<Map<Long, byte[]>> snapshot() {
    return parts.relay().ledger().ask(PoolExchange::oldest);
  }

  private static Map<Long, byte[]> oldest(EventPool pool) {
    Map<Long, byte[]> out = new LinkedHashMap<>();
    for (PendingEvent pending : pool.pending()) {
      if (pending.ready() && out.size() < MAX_IDS) {
        out.put(
            number(pending.prepared().event().hash().bytes()), pending.prepared().event().bytes());
      }
    }
    return out;
  }

  private static long number(byte[] bytes) {
    return ByteBuffer.wrap(bytes).getLong();
  }
}
