package network.clawnet.p2p.host;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import network.clawnet.core.codec.DecodeException;
import network.clawnet.core.identity.PeerId;
import network.clawnet.core.port.NetworkException;
import network.clawnet.core.port.PeerStream;
import network.clawnet.core.port.StreamTerms;
import network.clawnet.p2p.transport.MuxedStream;
import network.clawnet.p2p.transport.StreamListener;
import network.clawnet.p2p.transport.TransportException;
import network.clawnet.p2p.wire.MessageAssembler;
import network.clawnet.p2p.wire.Uvarint;
import org.jspecify.annotations.Nullable;

/**
 * A stream of bytes as a stream of messages. The connection's thread fills the inbox and stops
 * reading while it is not empty; any thread may take and send.
 */
final class MessageStream implements PeerStream, StreamListener {
  /** Messages up to this size are copied behind their length: one write is cheaper than two. */
  private static final int COPIED_BYTES = 8 << 10;

  private final StreamTerms terms;
  private final MessageAssembler assembler;
  private final Consumer<MessageStream> onOpened;
  private final Consumer<PeerId> onViolation;
  private final CompletableFuture<Void> over = new CompletableFuture<>();
  private final Deque<byte[]> inbox = new ArrayDeque<>();
  private @Nullable MuxedStream stream;
  private @Nullable CompletableFuture<Optional<byte[]>> taker;
  private @Nullable NetworkException fault;
  private boolean ended;
  private boolean paused;
  private long unsentBytes;

  /**
   * @param onOpened hears once, on the connection's thread, that the protocol is agreed
   * @param onViolation hears of a peer that sends what the terms forbid
   */
  MessageStream(StreamTerms terms, Consumer<MessageStream> onOpened, Consumer<PeerId> onViolation) {
    this.terms = terms;
    this.assembler = new MessageAssembler(terms.maxMessageBytes());
    this.onOpened = onOpened;
    this.onViolation = onViolation;
  }

  private synchronized MuxedStream stream() {
    if (stream == null) {
      throw new IllegalStateException("not open yet");
    }
    return stream;
  }

  @Override
  public PeerId peer() {
    return stream().connection().peer();
  }

  @Override
  public String protocol() {
    return stream().protocol();
  }

  @Override
  public CompletionStage<Void> send(byte[] message) {
    if (message.length > terms.maxMessageBytes()) {
      throw new IllegalArgumentException(message.length + " bytes, over the terms");
    }
    MuxedStream out = stream();
    CompletionStage<Void> sent;
    synchronized (this) {
      if (fault != null || over.isDone()) {
        return CompletableFuture.failedFuture(fault == null ? ended("has ended") : fault);
      }
      if (unsentBytes > 0 && unsentBytes + message.length > terms.maxUnsentBytes()) {
        return CompletableFuture.failedFuture(
            new NetworkException(
                NetworkException.Reason.OVERLOADED, unsentBytes + " bytes wait already"));
      }
      unsentBytes += message.length;
      sent = write(out, message);
    }
    return sent.handle(
        (done, cause) -> {
          synchronized (this) {
            unsentBytes -= message.length;
          }
          if (cause != null) {
            throw new CompletionException(NetworkFaults.of(cause));
          }
          return null;
        });
  }

  private static CompletionStage<Void> write(MuxedStream out, byte[] message) {
    if (message.length <= COPIED_BYTES) {
      return out.send(ByteBuffer.wrap(Uvarint.prefixed(message)));
    }
    out.write(ByteBuffer.wrap(Uvarint.encode(message.length)));
    return out.send(ByteBuffer.wrap(message));
  }

  @Override
  public CompletionStage<Optional<byte[]>> receive() {
    CompletableFuture<Optional<byte[]>> promise = new CompletableFuture<>();
    boolean resume = false;
    synchronized (this) {
      if (taker != null) {
        throw new IllegalStateException("the message before has not come yet");
      }
      byte[] next = inbox.poll();
      if (next != null) {
        promise.complete(Optional.of(next));
        resume = paused && inbox.isEmpty();
        paused &= !resume;
      } else if (fault != null) {
        promise.completeExceptionally(fault);
      } else if (ended) {
        promise.complete(Optional.empty());
      } else {
        taker = promise;
      }
    }
    if (resume) {
      stream().resume();
    }
    return promise;
  }

  @Override
  public void finish() {
    stream().closeWrite();
  }

  @Override
  public void reset() {
    stream().reset(0);
  }

  @Override
  public CompletionStage<Void> ended() {
    return over.minimalCompletionStage();
  }

  @Override
  public void opened(MuxedStream opened) {
    synchronized (this) {
      stream = opened;
    }
    opened.readTimeout(terms.idle());
    onOpened.accept(this);
  }

  @Override
  public void received(MuxedStream from, ByteBuffer bytes) {
    try {
      Optional<byte[]> message = assembler.next(bytes);
      while (message.isPresent()) {
        deliver(message.get());
        message = assembler.next(bytes);
      }
    } catch (DecodeException e) {
      violate(from, String.valueOf(e.getMessage()));
      return;
    }
    synchronized (this) {
      paused = !inbox.isEmpty();
      if (paused) {
        from.pause(); // within the lock: a taker's resume must come after it
      }
    }
  }

  private void deliver(byte[] message) {
    CompletableFuture<Optional<byte[]>> waiting;
    synchronized (this) {
      waiting = taker;
      taker = null;
      if (waiting == null) {
        inbox.add(message);
      }
    }
    if (waiting != null) {
      waiting.complete(Optional.of(message));
    }
  }

  @Override
  public void ended(MuxedStream from) {
    if (!assembler.isBetweenMessages()) {
      violate(from, "ended within a message");
      return;
    }
    CompletableFuture<Optional<byte[]>> waiting;
    synchronized (this) {
      ended = true;
      waiting = taker;
      taker = null;
    }
    if (waiting != null) {
      waiting.complete(Optional.empty());
    }
  }

  private void violate(MuxedStream from, String what) {
    fail(new NetworkException(NetworkException.Reason.PROTOCOL, what));
    from.reset(0);
    onViolation.accept(from.connection().peer());
  }

  @Override
  public void closed(MuxedStream from, TransportException reason) {
    boolean clean = reason.reason() == TransportException.Reason.CLOSED;
    synchronized (this) {
      clean &= ended;
    }
    if (!clean) {
      fail(NetworkFaults.of(reason));
    }
    over.complete(null);
  }

  private void fail(NetworkException cause) {
    CompletableFuture<Optional<byte[]>> waiting;
    synchronized (this) {
      if (fault == null) {
        fault = cause;
      }
      waiting = taker;
      taker = null;
    }
    if (waiting != null) {
      waiting.completeExceptionally(cause);
    }
  }

  private static NetworkException ended(String what) {
    return new NetworkException(NetworkException.Reason.RESET, "the stream " + what);
  }
}
