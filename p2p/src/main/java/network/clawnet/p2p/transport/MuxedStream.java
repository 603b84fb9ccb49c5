package network.clawnet.p2p.transport;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.CompletionStage;

/**
 * A two-way stream of bytes over a connection, with its agreed protocol. Methods may be called from
 * any thread, never block, and do nothing once the stream is gone; the listener is called on the
 * connection's thread.
 */
public interface MuxedStream {
  /** Bytes queued from which {@link #isWritable} is false. */
  int HIGH_WATER_BYTES = 256 << 10;

  /** Bytes queued below which {@link StreamListener#writable} is called after that. */
  int LOW_WATER_BYTES = 64 << 10;

  /** Bytes queued that are never exceeded: a write beyond resets the stream. */
  int MAX_QUEUED_BYTES = 64 << 20;

  /** Returns the connection. */
  Connection connection();

  /** Returns the agreed protocol. */
  String protocol();

  /** Returns who opened the stream. */
  Direction direction();

  /**
   * Queues bytes; the buffer belongs to the stream until they have left, its content must not
   * change. Returns {@link #isWritable}.
   */
  boolean write(ByteBuffer bytes);

  /**
   * Queues bytes like {@link #write}; completes when all of them have been handed to the connection
   * within the peer's window, fails with {@link TransportException} if the stream ends before.
   */
  CompletionStage<Void> send(ByteBuffer bytes);

  /**
   * Returns whether fewer than {@link #HIGH_WATER_BYTES} wait; more are taken, but should not be.
   */
  boolean isWritable();

  /** Returns the bytes that wait. */
  long queuedBytes();

  /** Ends our direction after what is queued; the other one goes on. */
  void closeWrite();

  /** Ends both directions at once; what is queued or unread is dropped. */
  void reset(long code);

  /** Delivers nothing more until {@link #resume}; the peer may then send one window, kept here. */
  void pause();

  /** Delivers what was kept, and what comes. */
  void resume();

  /**
   * Resets the stream if no byte arrives for so long, from now on; zero means never. Time during
   * which the stream is paused counts.
   */
  void readTimeout(Duration idle);
}
