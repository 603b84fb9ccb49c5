package network.clawnet.p2p.transport.link;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.concurrent.ScheduledFuture;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import network.clawnet.p2p.mux.YamuxCodes;
import network.clawnet.p2p.security.NoiseCipher;
import network.clawnet.p2p.security.NoiseSession;
import network.clawnet.p2p.transport.TransportException;
import network.clawnet.p2p.transport.TransportException.Reason;
import org.jspecify.annotations.Nullable;

/**
 * The encrypted socket below a {@link YamuxConnection}: opens what arrives in place, and seals all
 * that waits when a run of reads or of tasks is over, as few and as large frames as possible.
 */
final class SecureLink extends ChannelInboundHandlerAdapter {
  /** js-libp2p ends a connection at 2^32 - 1 frames in one direction; we end it in order before. */
  private static final long MAX_FRAMES = 0xf000_0000L;

  /** How long a last frame may take to leave. */
  private static final long FAREWELL_MICROS = 1_000_000;

  private final Channel channel;
  private final NoiseSession noise;
  private final FrameCutter frames;
  private final ByteBuffer scratch;
  private final Consumer<Throwable> bugs;
  private @Nullable YamuxConnection connection;
  private boolean reading;
  private boolean flushPending;
  private boolean closing;
  private long blockedSince;

  /**
   * @param scratch room for the plain text of one frame, shared by all links of the thread
   */
  SecureLink(Channel channel, NoiseSession noise, ByteBuffer scratch, Consumer<Throwable> bugs) {
    this.channel = channel;
    this.noise = noise;
    this.scratch = scratch;
    this.bugs = bugs;
    frames = new FrameCutter(channel.alloc());
  }

  /** Gives the link its connection; once, before any byte. */
  void attach(YamuxConnection owner) {
    connection = owner;
  }

  private YamuxConnection owner() {
    return java.util.Objects.requireNonNull(connection);
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object message) {
    ByteBuf bytes = (ByteBuf) message;
    reading = true;
    try {
      receive(bytes.nioBuffer());
    } finally {
      bytes.release();
    }
  }

  private void receive(ByteBuffer in) {
    ByteBuffer sealed = closing ? null : frames.next(in);
    while (sealed != null) {
      ByteBuffer plain = sealed.duplicate();
      if (!noise.receiver().openFrame(sealed, plain)) {
        owner()
            .end(
                YamuxCodes.PROTOCOL_ERROR,
                new TransportException(Reason.VIOLATION, "a frame is not authentic"));
        return;
      }
      owner().receive(plain.flip());
      sealed = closing ? null : frames.next(in);
    }
  }

  /** Takes plain text that the upgrade opened. */
  void receivePlain(ByteBuffer plain) {
    if (plain.hasRemaining()) {
      owner().receive(plain);
    }
  }

  @Override
  public void channelReadComplete(ChannelHandlerContext ctx) {
    reading = false;
    owner().noteTraffic();
    if (flushPending) {
      flush();
    }
  }

  /** Sends what waits when the current run of reads or of tasks is over. */
  void flushSoon() {
    if (!flushPending) {
      flushPending = true;
      if (!reading) {
        later(this::flush);
      }
    }
  }

  private void flush() {
    if (!flushPending) {
      return;
    }
    flushPending = false;
    boolean written = false;
    while (channel.isWritable() && owner().drain(scratch.clear())) {
      scratch.flip();
      int size = NoiseCipher.LENGTH_BYTES + scratch.remaining() + NoiseCipher.TAG_BYTES;
      ByteBuf frame = channel.alloc().directBuffer(size, size);
      noise.sender().sealFrame(scratch, frame.internalNioBuffer(0, size));
      var unused = channel.write(frame.writerIndex(size), channel.voidPromise());
      written = true;
    }
    if (written) {
      channel.flush();
      owner().noteTraffic();
    }
    if (closing) {
      channel.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(ChannelFutureListener.CLOSE);
      var unused = after(FAREWELL_MICROS, this::closeNow);
    }
  }

  @Override
  public void channelWritabilityChanged(ChannelHandlerContext ctx) {
    if (channel.isWritable()) {
      blockedSince = 0;
      flushSoon();
    } else {
      blockedSince = nowMicros();
    }
  }

  /** Returns for how long the peer has taken too few bytes, 0 if it takes them. */
  long blockedMicros() {
    return blockedSince == 0 ? 0 : nowMicros() - blockedSince;
  }

  /** Returns whether so many frames were sealed or opened that a new connection should be made. */
  boolean isWorn() {
    return Math.max(noise.sender().frames(), noise.receiver().frames()) > MAX_FRAMES;
  }

  /** Sends what is left, reads nothing more, and closes. */
  void finish() {
    closing = true;
    flushSoon();
  }

  @Override
  public void channelInactive(ChannelHandlerContext ctx) {
    owner().gone(new TransportException(Reason.RESET, "the peer closed the connection"));
  }

  @Override
  public void handlerRemoved(ChannelHandlerContext ctx) {
    frames.close();
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    if (!(cause instanceof IOException)) {
      bugs.accept(cause);
    }
    owner().gone(new TransportException(Reason.RESET, "the connection failed: " + cause));
    closeNow();
  }

  private void closeNow() {
    var unused = channel.close();
  }

  /** Returns microseconds of {@link System#nanoTime}, never 0. */
  long nowMicros() {
    return System.nanoTime() / 1000 | 1;
  }

  /** Runs a task on the connection's thread, at once if that is the caller; false at shutdown. */
  boolean run(Runnable task) {
    if (channel.eventLoop().inEventLoop()) {
      task.run();
      return true;
    }
    return later(task);
  }

  private boolean later(Runnable task) {
    try {
      channel.eventLoop().execute(task);
      return true;
    } catch (RejectedExecutionException e) {
      return false; // the node stops, all connections are closed
    }
  }

  ScheduledFuture<?> after(long micros, Runnable task) {
    return channel.eventLoop().schedule(task, micros, TimeUnit.MICROSECONDS);
  }

  void bug(Throwable fault) {
    bugs.accept(fault);
  }
}
