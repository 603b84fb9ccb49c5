package network.clawnet.p2p.host;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import network.clawnet.core.identity.PeerId;
import network.clawnet.core.port.NetworkException;
import network.clawnet.core.port.Registration;
import network.clawnet.core.port.StreamTerms;
import network.clawnet.p2p.guard.ConnectionTable;
import network.clawnet.p2p.transport.Connection;
import network.clawnet.p2p.transport.MuxedStream;
import network.clawnet.p2p.transport.ProtocolTable;
import network.clawnet.p2p.transport.StreamListener;
import network.clawnet.p2p.transport.TransportException;

/**
 * The protocols that peers may speak to us, who takes their streams, and streams to them. Any
 * thread.
 */
final class Protocols implements ProtocolTable {
  private final Gate gate;
  private final Map<String, Entry> entries = new ConcurrentHashMap<>();
  private volatile Runnable onChange = () -> {};

  private record Entry(StreamTerms terms, Supplier<StreamListener> listeners) {}

  Protocols(Gate gate) {
    this.gate = gate;
  }

  /** Names who hears of protocols that come and go. */
  void onChange(Runnable task) {
    onChange = task;
  }

  Registration add(String protocol, StreamTerms terms, Supplier<StreamListener> listeners) {
    Names.check(protocol);
    Entry entry = new Entry(terms, listeners);
    if (entries.putIfAbsent(protocol, entry) != null) {
      throw new IllegalStateException(protocol + " has a handler already");
    }
    onChange.run();
    return () -> {
      if (entries.remove(protocol, entry)) {
        onChange.run();
      }
    };
  }

  /** Returns the protocols, sorted. */
  List<String> names() {
    return entries.keySet().stream().sorted().toList();
  }

  /**
   * Opens a stream to a connected peer.
   *
   * @param wanted protocols, the best first
   * @return fails with {@link NetworkException}
   */
  CompletionStage<MuxedStream> open(PeerId peer, List<String> wanted, StreamListener listener) {
    Names.check(wanted);
    List<ConnectionTable.Held<Connection>> held = gate.of(peer);
    if (held.isEmpty()) {
      return NetworkFaults.failed(
          NetworkException.Reason.NOT_CONNECTED, "not connected to " + peer);
    }
    if (!gate.openStream(peer)) {
      return NetworkFaults.failed(NetworkException.Reason.OVERLOADED, "too many streams are open");
    }
    Counted counted = new Counted(listener, () -> gate.closeStream(peer));
    Known known = gate.known(peer);
    Optional<String> best = wanted.stream().filter(known::speaks).findFirst();
    return held.get(0)
        .connection()
        .open(best.map(List::of).orElse(wanted), best.isPresent(), counted)
        .handle(
            (stream, fault) -> {
              if (fault != null) {
                counted.close();
                throw new CompletionException(NetworkFaults.of(fault));
              }
              return stream;
            });
  }

  @Override
  public boolean accepts(String protocol) {
    return entries.containsKey(protocol);
  }

  @Override
  public Optional<StreamListener> take(MuxedStream stream) {
    Entry entry = entries.get(stream.protocol());
    if (entry == null || !gate.beginStream(stream, entry.terms())) {
      return Optional.empty();
    }
    PeerId peer = stream.connection().peer();
    String protocol = stream.protocol();
    return Optional.of(new Counted(entry.listeners().get(), () -> gate.endStream(peer, protocol)));
  }

  /** Counts a stream down when it is gone. */
  static final class Counted implements StreamListener {
    private final StreamListener listener;
    private final Runnable onClosed;
    private final AtomicBoolean closed = new AtomicBoolean();

    Counted(StreamListener listener, Runnable onClosed) {
      this.listener = listener;
      this.onClosed = onClosed;
    }

    /** Counts down once, for a stream that never came about too. */
    void close() {
      if (closed.compareAndSet(false, true)) {
        onClosed.run();
      }
    }

    @Override
    public void opened(MuxedStream stream) {
      listener.opened(stream);
    }

    @Override
    public void received(MuxedStream stream, ByteBuffer bytes) {
      listener.received(stream, bytes);
    }

    @Override
    public void ended(MuxedStream stream) {
      listener.ended(stream);
    }

    @Override
    public void writable(MuxedStream stream) {
      listener.writable(stream);
    }

    @Override
    public void closed(MuxedStream stream, TransportException reason) {
      close();
      listener.closed(stream, reason);
    }
  }
}
