package network.clawnet.p2p.transport.link;

import io.netty.util.concurrent.ScheduledFuture;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import network.clawnet.core.identity.PeerId;
import network.clawnet.p2p.multiaddr.Multiaddr;
import network.clawnet.p2p.mux.Violation;
import network.clawnet.p2p.mux.YamuxCodes;
import network.clawnet.p2p.mux.YamuxEvent;
import network.clawnet.p2p.mux.YamuxSession;
import network.clawnet.p2p.transport.Connection;
import network.clawnet.p2p.transport.Direction;
import network.clawnet.p2p.transport.MuxedStream;
import network.clawnet.p2p.transport.ProtocolTable;
import network.clawnet.p2p.transport.StreamListener;
import network.clawnet.p2p.transport.Traffic;
import network.clawnet.p2p.transport.TransportException;
import network.clawnet.p2p.transport.TransportException.Reason;
import network.clawnet.p2p.transport.TransportLimits;
import org.jspecify.annotations.Nullable;

/**
 * A connection whose streams are those of a yamux session. Its session and streams belong to one
 * thread; the public face hops there.
 */
final class YamuxConnection implements Connection {
  private final Endpoint endpoint;
  private final SecureLink link;
  private final YamuxSession session;
  private final ProtocolTable protocols;
  private final TransportLimits limits;
  private final Map<Integer, YamuxStream> streams = new HashMap<>();
  private final Opens opens;
  private final TrafficMeter meter;
  private final CompletableFuture<TransportException> closed = new CompletableFuture<>();
  private @Nullable ScheduledFuture<?> ticker;
  private volatile int streamCount;
  private volatile long rttMicros;
  private boolean over;

  YamuxConnection(
      Endpoint endpoint,
      SecureLink link,
      YamuxSession session,
      ProtocolTable protocols,
      TransportLimits limits) {
    this.endpoint = endpoint;
    this.link = link;
    this.session = session;
    this.protocols = protocols;
    this.limits = limits;
    opens = new Opens(session, this::start);
    meter = new TrafficMeter(link.nowMicros());
  }

  @Override
  public PeerId peer() {
    return endpoint.peer();
  }

  @Override
  public Direction direction() {
    return endpoint.direction();
  }

  @Override
  public Multiaddr remote() {
    return endpoint.remote();
  }

  @Override
  public Multiaddr local() {
    return endpoint.local();
  }

  @Override
  public InetSocketAddress remoteSocket() {
    return endpoint.remoteSocket();
  }

  @Override
  public long rttMicros() {
    return rttMicros;
  }

  @Override
  public Traffic traffic() {
    return meter.traffic();
  }

  @Override
  public int streams() {
    return streamCount;
  }

  @Override
  public CompletionStage<MuxedStream> open(
      List<String> names, boolean known, StreamListener listener) {
    if (names.isEmpty() || names.size() > ProtocolTable.MAX_PROPOSALS) {
      throw new IllegalArgumentException("1 to 8 protocols, not " + names.size());
    }
    CompletableFuture<MuxedStream> opened = new CompletableFuture<>();
    long expires = nowMicros() + TimeUnit.NANOSECONDS.toMicros(limits.negotiation().toNanos());
    StreamRequest request = new StreamRequest(List.copyOf(names), known, listener, opened, expires);
    if (!run(() -> opens.open(request, nowMicros()))) {
      request.fail(Opens.alreadyClosed());
    }
    return opened;
  }

  private void start(StreamRequest request, int id) {
    YamuxStream stream = new YamuxStream(this, id, Direction.OUTBOUND);
    remember(stream);
    OutboundNegotiation negotiation = new OutboundNegotiation(stream, request);
    stream.negotiate(negotiation, limits.negotiation());
    negotiation.start(request.protocols());
    flushSoon();
  }

  private void remember(YamuxStream stream) {
    streams.put(stream.id(), stream);
    streamCount = streams.size();
  }

  @Override
  public void close(long code) {
    run(() -> end(code, new TransportException(Reason.CLOSED, "closed here")));
  }

  @Override
  public CompletionStage<TransportException> closed() {
    return closed.copy();
  }

  // what follows runs on the connection's thread

  /** Starts pinging; called once, when the connection is ready. */
  void started() {
    tick();
  }

  private void tick() {
    dispatch(session.tick(nowMicros()));
    opens.expire(nowMicros());
    if (link.blockedMicros() > TimeUnit.NANOSECONDS.toMicros(limits.stall().toNanos())) {
      end(YamuxCodes.NORMAL, new TransportException(Reason.TIMEOUT, "the peer takes no bytes"));
    }
    if (link.isWorn()) {
      end(YamuxCodes.NORMAL, new TransportException(Reason.CLOSED, "the cipher is used up"));
    }
    if (!over) {
      flushSoon();
      long next = Math.max(1000, session.nextTickMicros() - nowMicros());
      ticker = after(Math.min(next, limits.tickMicros()), this::tick);
    }
  }

  /** Takes plaintext from the peer. */
  void receive(ByteBuffer plain) {
    dispatch(session.receive(plain, nowMicros()));
    if (session.hasOutput()) {
      flushSoon(); // answers, or bytes that new credit lets go, of which no event tells
    }
  }

  private void dispatch(List<YamuxEvent> events) {
    for (YamuxEvent event : events) {
      if (event instanceof YamuxEvent.Payload it) {
        payload(it);
      } else if (event instanceof YamuxEvent.Written it) {
        written(it);
      } else if (event instanceof YamuxEvent.Opened it) {
        accept(it.streamId());
      } else if (event instanceof YamuxEvent.Failed it) {
        fail(it.why());
      } else {
        rare(event);
      }
    }
  }

  private void fail(Violation why) {
    Reason reason = why == Violation.SILENCE ? Reason.TIMEOUT : Reason.VIOLATION;
    end(YamuxCodes.PROTOCOL_ERROR, new TransportException(reason, why.name()));
  }

  private void rare(YamuxEvent event) {
    if (event instanceof YamuxEvent.Ended it) {
      with(it.streamId(), YamuxStream::end);
    } else if (event instanceof YamuxEvent.Reset it) {
      TransportException reason =
          new TransportException(Reason.RESET, "reset by the peer, code " + it.code());
      with(it.streamId(), stream -> stream.close(reason));
    } else if (event instanceof YamuxEvent.Dropped it) {
      TransportException reason = new TransportException(Reason.VIOLATION, it.why().name());
      with(it.streamId(), stream -> stream.close(reason));
    } else if (event instanceof YamuxEvent.Pong it) {
      rttMicros = it.rttMicros();
      dispatch(session.tick(nowMicros())); // the first pings follow each other
    } else if (event instanceof YamuxEvent.GoneAway it) {
      goneAway(it.code());
    }
    opens.retry(nowMicros());
  }

  private void goneAway(long code) {
    if (session.isOver()) {
      end(code, new TransportException(Reason.RESET, "the peer went away, code " + code));
    } else {
      opens.failAll(new TransportException(Reason.RESET, "the peer went away"));
    }
  }

  private void with(int id, Consumer<YamuxStream> action) {
    YamuxStream stream = streams.get(id);
    if (stream != null) {
      action.accept(stream);
    }
  }

  private void payload(YamuxEvent.Payload payload) {
    meter.received(payload.bytes().remaining());
    YamuxStream stream = streams.get(payload.streamId());
    if (stream != null) {
      stream.receive(payload.bytes());
    }
  }

  private void written(YamuxEvent.Written written) {
    meter.sent(written.bytes());
    YamuxStream stream = streams.get(written.streamId());
    if (stream != null) {
      stream.written(written.bytes());
    }
  }

  private void accept(int id) {
    YamuxStream stream = new YamuxStream(this, id, Direction.INBOUND);
    remember(stream);
    stream.negotiate(new InboundNegotiation(stream, protocols), limits.negotiation());
  }

  /** The application took bytes. */
  void consumed(YamuxStream stream, int bytes) {
    session.consumed(stream.id(), bytes, nowMicros());
    flushSoon();
  }

  void reset(int id, long code) {
    dispatch(session.reset(id, code));
    flushSoon();
  }

  void forget(YamuxStream stream) {
    streams.remove(stream.id());
    streamCount = streams.size();
    opens.retry(nowMicros());
  }

  /** Puts frames into the target; returns false if there are none. */
  boolean drain(ByteBuffer target) {
    if (!session.hasOutput()) {
      return false;
    }
    dispatch(session.drain(target));
    return true;
  }

  void noteTraffic() {
    meter.note(nowMicros());
  }

  /** Ends the connection after a last frame; does nothing a second time. */
  void end(long code, TransportException reason) {
    if (over) {
      return;
    }
    session.goAway(code);
    link.finish();
    gone(reason);
  }

  /** The connection is gone; tells everybody. */
  void gone(TransportException reason) {
    if (over) {
      return;
    }
    over = true;
    opens.end();
    if (ticker != null) {
      ticker.cancel(false);
    }
    for (YamuxStream stream : new ArrayList<>(streams.values())) {
      stream.close(reason);
    }
    opens.failAll(reason);
    session.close();
    closed.complete(reason);
  }

  YamuxSession session() {
    return session;
  }

  void flushSoon() {
    link.flushSoon();
  }

  long nowMicros() {
    return link.nowMicros();
  }

  /** Runs a task on the connection's thread; false if the node stops. */
  boolean run(Runnable task) {
    return link.run(task);
  }

  ScheduledFuture<?> after(long micros, Runnable task) {
    return link.after(micros, task);
  }

  void bug(RuntimeException fault) {
    link.bug(fault);
  }
}
