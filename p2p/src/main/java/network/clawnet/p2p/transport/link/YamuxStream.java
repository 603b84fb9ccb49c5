package network.clawnet.p2p.transport.link;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import network.clawnet.p2p.mux.YamuxCodes;
import network.clawnet.p2p.transport.Connection;
import network.clawnet.p2p.transport.Direction;
import network.clawnet.p2p.transport.MuxedStream;
import network.clawnet.p2p.transport.StreamListener;
import network.clawnet.p2p.transport.TransportException;
import network.clawnet.p2p.transport.TransportException.Reason;
import org.jspecify.annotations.Nullable;

/** One stream of a {@link YamuxConnection}; everything but the public face runs on its thread. */
final class YamuxStream implements MuxedStream {
  private final YamuxConnection connection;
  private final int id;
  private final Direction direction;
  private final AtomicLong queued = new AtomicLong();

  /** Set by the writer who was told to wait, so that the word to go on cannot be missed. */
  private final AtomicBoolean full = new AtomicBoolean();

  private final SendProgress progress = new SendProgress();
  private final KeptBytes kept = new KeptBytes();

  private final Deadline idle;
  private final Deadline negotiating;

  /** Takes the bytes until the protocol is agreed. */
  private @Nullable StreamNegotiation negotiation;

  private @Nullable StreamListener listener;
  private volatile String protocol = "";
  private boolean paused;
  private boolean delivering;
  private boolean remoteEnded;
  private boolean endTold;
  private boolean finished;
  private boolean gone;

  YamuxStream(YamuxConnection connection, int id, Direction direction) {
    this.connection = connection;
    this.id = id;
    this.direction = direction;
    idle =
        new Deadline(
            connection, () -> drop(YamuxCodes.NORMAL, Reason.TIMEOUT, "nothing arrived in time"));
    negotiating =
        new Deadline(
            connection,
            () -> drop(YamuxCodes.NEGOTIATION_FAILED, Reason.TIMEOUT, "no protocol in time"));
  }

  int id() {
    return id;
  }

  @Override
  public Connection connection() {
    return connection;
  }

  @Override
  public String protocol() {
    return protocol;
  }

  @Override
  public Direction direction() {
    return direction;
  }

  @Override
  public boolean write(ByteBuffer bytes) {
    count(bytes);
    var unused = connection.run(() -> enqueue(bytes));
    return isWritable();
  }

  @Override
  public CompletionStage<Void> send(ByteBuffer bytes) {
    CompletableFuture<Void> done = new CompletableFuture<>();
    count(bytes);
    boolean accepted =
        connection.run(
            () -> {
              enqueue(bytes);
              if (gone || finished) {
                done.completeExceptionally(over());
              } else {
                progress.mark(done);
              }
            });
    if (!accepted) {
      done.completeExceptionally(over());
    }
    return done;
  }

  private static TransportException over() {
    return new TransportException(Reason.CLOSED, "the stream is over");
  }

  private void count(ByteBuffer bytes) {
    if (queued.addAndGet(bytes.remaining()) >= HIGH_WATER_BYTES) {
      full.set(true);
    }
  }

  private void enqueue(ByteBuffer bytes) {
    int size = bytes.remaining();
    if (gone || finished || !connection.session().write(id, bytes)) {
      queued.addAndGet(-size);
      return;
    }
    progress.queue(size);
    if (queued.get() > MAX_QUEUED_BYTES) {
      drop(YamuxCodes.RESOURCE_LIMIT, Reason.LIMIT, "too much is queued");
      return;
    }
    connection.flushSoon();
  }

  @Override
  public boolean isWritable() {
    return queued.get() < HIGH_WATER_BYTES;
  }

  @Override
  public long queuedBytes() {
    return queued.get();
  }

  @Override
  public void closeWrite() {
    run(
        () -> {
          if (!gone && !finished) {
            finished = true;
            connection.session().finish(id);
            connection.flushSoon();
            endIfBothDid();
          }
        });
  }

  @Override
  public void reset(long code) {
    run(() -> drop(code, Reason.CLOSED, "reset here"));
  }

  @Override
  public void pause() {
    run(() -> paused = true);
  }

  @Override
  public void resume() {
    run(
        () -> {
          paused = false;
          deliver();
        });
  }

  @Override
  public void readTimeout(Duration limit) {
    run(() -> idle.start(gone ? 0 : micros(limit)));
  }

  private static long micros(Duration time) {
    return TimeUnit.NANOSECONDS.toMicros(time.toNanos());
  }

  private void run(Runnable task) {
    var unused = connection.run(task); // false when the node stops: nothing to do then
  }

  /** Starts to negotiate; bytes go there until {@link #agree}. */
  void negotiate(StreamNegotiation step, Duration deadline) {
    negotiation = step;
    negotiating.start(micros(deadline));
  }

  void name(String agreed) {
    protocol = agreed;
  }

  /** Gives the stream to its owner. */
  void adopt(StreamListener owner) {
    listener = owner;
    call(() -> owner.opened(this));
  }

  /** The negotiation is over; what follows is for the listener. */
  void agree() {
    negotiation = null;
    negotiating.stop();
  }

  /** Takes a part of what arrives. */
  void receive(ByteBuffer bytes) {
    idle.touch();
    if (negotiation != null) {
      int before = bytes.remaining();
      StreamNegotiation step = negotiation;
      call(() -> step.feed(bytes));
      connection.consumed(this, before - bytes.remaining());
    }
    if (gone || !bytes.hasRemaining()) {
      return;
    }
    if (paused || delivering || !kept.isEmpty()) {
      kept.add(bytes);
    } else {
      hand(bytes);
    }
  }

  private void hand(ByteBuffer bytes) {
    int size = bytes.remaining();
    StreamListener owner = listener;
    if (owner != null) {
      delivering = true;
      call(() -> owner.received(this, bytes));
      delivering = false;
    }
    connection.consumed(this, size);
  }

  private void deliver() {
    if (delivering || negotiation != null) {
      return;
    }
    while (!paused && !gone) {
      ByteBuffer next = kept.take();
      if (next == null) {
        break;
      }
      hand(next);
    }
    tellEnd();
  }

  /** The peer finished. */
  void end() {
    remoteEnded = true;
    if (negotiation != null) {
      drop(YamuxCodes.NORMAL, Reason.RESET, "ended before a protocol was agreed");
    } else {
      tellEnd();
    }
  }

  private void tellEnd() {
    StreamListener owner = listener;
    if (!remoteEnded || endTold || gone || paused || delivering || !kept.isEmpty()) {
      return;
    }
    endTold = true;
    if (owner != null) {
      call(() -> owner.ended(this));
    }
    endIfBothDid();
  }

  /** So many bytes have left. */
  void written(int bytes) {
    long left = queued.addAndGet(-bytes);
    progress.written(bytes);
    StreamListener owner = listener;
    if (owner != null && left < LOW_WATER_BYTES && full.compareAndSet(true, false)) {
      call(() -> owner.writable(this));
    }
    endIfBothDid();
  }

  private void endIfBothDid() {
    if (finished && endTold && progress.isComplete()) {
      close(new TransportException(Reason.CLOSED, "finished"));
    }
  }

  /** Resets the stream. */
  void drop(long code, Reason reason, String why) {
    if (!gone) {
      connection.reset(id, code);
      close(new TransportException(reason, why));
    }
  }

  /** The stream is gone already; tells everybody. */
  void close(TransportException reason) {
    if (gone) {
      return;
    }
    gone = true;
    idle.stop();
    negotiating.stop();
    connection.forget(this);
    kept.clear();
    queued.set(0);
    progress.fail(reason);
    StreamNegotiation step = negotiation;
    StreamListener owner = listener;
    if (step != null) {
      step.fail(reason);
    }
    if (owner != null) {
      call(() -> owner.closed(this, reason));
    }
  }

  boolean isGone() {
    return gone;
  }

  /** A listener's bug ends its stream and no more. */
  private void call(Runnable callback) {
    try {
      callback.run();
    } catch (RuntimeException e) {
      connection.bug(e);
      drop(YamuxCodes.INTERNAL_ERROR, Reason.CLOSED, "the handler failed");
    }
  }
}
