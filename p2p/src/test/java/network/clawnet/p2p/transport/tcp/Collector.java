package network.clawnet.p2p.transport.tcp;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import network.clawnet.p2p.transport.MuxedStream;
import network.clawnet.p2p.transport.StreamListener;
import network.clawnet.p2p.transport.TransportException;

/** Keeps what a stream brings. */
class Collector implements StreamListener {
  final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  final AtomicLong received = new AtomicLong();
  final AtomicInteger writable = new AtomicInteger();
  final CompletableFuture<MuxedStream> opened = new CompletableFuture<>();
  final CompletableFuture<Void> ended = new CompletableFuture<>();
  final CompletableFuture<TransportException> closed = new CompletableFuture<>();
  boolean keeping = true;

  @Override
  public void opened(MuxedStream stream) {
    opened.complete(stream);
  }

  @Override
  public void received(MuxedStream stream, ByteBuffer more) {
    int size = more.remaining();
    if (keeping) {
      byte[] copy = new byte[more.remaining()];
      more.get(copy);
      bytes.writeBytes(copy);
    }
    received.addAndGet(size); // last, since tests wait for it
  }

  @Override
  public void ended(MuxedStream stream) {
    ended.complete(null);
  }

  @Override
  public void writable(MuxedStream stream) {
    writable.incrementAndGet();
  }

  @Override
  public void closed(MuxedStream stream, TransportException reason) {
    closed.complete(reason);
  }
}
