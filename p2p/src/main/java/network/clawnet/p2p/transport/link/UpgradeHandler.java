package network.clawnet.p2p.transport.link;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.concurrent.ScheduledFuture;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import network.clawnet.p2p.transport.TransportException;
import network.clawnet.p2p.transport.TransportException.Reason;
import org.jspecify.annotations.Nullable;

/**
 * Runs an {@link Upgrade} on a socket within its time; at the end puts the secured link in its own
 * place, with every byte that came behind.
 */
final class UpgradeHandler extends ChannelInboundHandlerAdapter {
  /** What becomes of the socket; exactly one of the two is called. */
  interface Outcome {
    /** Returns the handler of the ready connection, already told to expect bytes. */
    SecureLink secured(ChannelHandlerContext ctx, Upgrade.Step last) throws TransportException;

    /** Runs once the link is in the pipeline. */
    void ready(SecureLink link);

    void failed(TransportException reason);

    void bug(Throwable fault);
  }

  /** Told to the handler of a socket whose place others need. */
  enum Room {
    NONE
  }

  private final Upgrade upgrade;
  private final Outcome outcome;
  private final Duration deadline;
  private @Nullable ScheduledFuture<?> timer;
  private boolean over;

  UpgradeHandler(Upgrade upgrade, Outcome outcome, Duration deadline) {
    this.upgrade = upgrade;
    this.outcome = outcome;
    this.deadline = deadline;
  }

  @Override
  public void handlerAdded(ChannelHandlerContext ctx) {
    if (ctx.channel().isActive()) {
      start(ctx);
    }
  }

  @Override
  public void channelActive(ChannelHandlerContext ctx) {
    start(ctx);
  }

  private void start(ChannelHandlerContext ctx) {
    if (timer == null && !over) {
      timer =
          ctx.executor()
              .schedule(
                  () -> fail(ctx, new TransportException(Reason.TIMEOUT, "the upgrade is slow")),
                  deadline.toMillis(),
                  TimeUnit.MILLISECONDS);
      send(ctx, upgrade.start());
    }
  }

  private static void send(ChannelHandlerContext ctx, byte[] bytes) {
    if (bytes.length > 0) {
      var unused = ctx.writeAndFlush(Unpooled.wrappedBuffer(bytes));
    }
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object message) {
    ByteBuf bytes = (ByteBuf) message;
    if (over) {
      bytes.release();
      return;
    }
    ByteBuffer in = bytes.nioBuffer();
    try {
      Upgrade.Step step = upgrade.feed(in);
      send(ctx, step.send());
      if (step.session().isPresent()) {
        bytes.skipBytes(bytes.readableBytes() - in.remaining());
        finish(ctx, step, bytes.retain());
      }
    } catch (TransportException e) {
      fail(ctx, e);
    } finally {
      bytes.release();
    }
  }

  private void finish(ChannelHandlerContext ctx, Upgrade.Step step, ByteBuf rest)
      throws TransportException {
    SecureLink link;
    try {
      link = outcome.secured(ctx, step);
    } catch (TransportException e) {
      rest.release();
      throw e;
    }
    end();
    ctx.pipeline().replace(this, "link", link);
    outcome.ready(link);
    link.receivePlain(step.plain());
    ctx.pipeline().fireChannelRead(rest);
  }

  private void end() {
    over = true;
    if (timer != null) {
      timer.cancel(false);
    }
    upgrade.close();
  }

  private void fail(ChannelHandlerContext ctx, TransportException reason) {
    if (!over) {
      end();
      outcome.failed(reason);
    }
    var unused = ctx.close();
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
    if (event == Room.NONE) {
      fail(ctx, new TransportException(Reason.LIMIT, "others need the place"));
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext ctx) {
    fail(ctx, new TransportException(Reason.UNREACHABLE, "closed during the upgrade"));
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    if (!(cause instanceof IOException)) {
      outcome.bug(cause);
    }
    fail(ctx, new TransportException(Reason.UNREACHABLE, "the socket failed: " + cause));
  }
}
