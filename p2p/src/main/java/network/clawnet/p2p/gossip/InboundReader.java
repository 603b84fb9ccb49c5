package network.clawnet.p2p.gossip;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import network.clawnet.core.codec.DecodeException;
import network.clawnet.core.port.PeerStream;
import network.clawnet.p2p.gossip.rpc.Rpc;
import network.clawnet.p2p.gossip.rpc.RpcDecoder;

/**
 * Reads what a peer says, and decodes it on the thread on which it came. Pauses while the router
 * lags behind, which holds the peer back. One chain of reads: whoever completes one goes on.
 */
final class InboundReader {
  /** Takes what was read; any thread. */
  interface Sink {
    /** An RPC came; {@link InboundReader#routed} must follow. */
    void rpc(InboundReader from, Rpc rpc, int bytes);

    /** Bytes came that are no RPC; nothing more is read. */
    void malformed(InboundReader from, DecodeException why);
  }

  private final PeerStream stream;
  private final Sink sink;
  private final ShellTallies tallies;
  private final AtomicLong unrouted = new AtomicLong();
  private final AtomicBoolean paused = new AtomicBoolean();
  private volatile boolean held;

  InboundReader(PeerStream stream, Sink sink, ShellTallies tallies) {
    this.stream = stream;
    this.sink = sink;
    this.tallies = tallies;
  }

  PeerStream stream() {
    return stream;
  }

  /** Reads on until there is nothing, or it must pause. */
  void read() {
    while (mayRead()) {
      CompletableFuture<Optional<byte[]>> next = stream.receive().toCompletableFuture();
      if (!next.isDone()) {
        var unused =
            next.whenComplete(
                (message, fault) -> {
                  if (fault == null && take(message)) {
                    read();
                  }
                });
        return;
      }
      if (next.isCompletedExceptionally() || !take(next.join())) {
        return;
      }
    }
  }

  private boolean mayRead() {
    if (!mustPause()) {
      return true;
    }
    tallies.count(ShellTallies.Tally.READING_PAUSED);
    paused.set(true);
    return !mustPause() && paused.compareAndSet(true, false);
  }

  private boolean mustPause() {
    return held || unrouted.get() > GossipLimits.MAX_UNROUTED_BYTES;
  }

  /** Returns whether to read on. */
  private boolean take(Optional<byte[]> message) {
    if (message.isEmpty()) {
      stream.finish();
      return false;
    }
    byte[] bytes = message.get();
    tallies.count(ShellTallies.Tally.RPC_RECEIVED);
    tallies.count(ShellTallies.Tally.BYTES_RECEIVED, bytes.length);
    try {
      Rpc rpc = RpcDecoder.decode(bytes);
      unrouted.addAndGet(bytes.length);
      sink.rpc(this, rpc, bytes.length);
      return true;
    } catch (DecodeException e) {
      sink.malformed(this, e);
      return false;
    }
  }

  /** The router has taken so many bytes; it wants no more for now if {@code hold}. */
  void routed(int bytes, boolean hold) {
    held = hold;
    unrouted.addAndGet(-bytes);
    goOn();
  }

  /** The router wants more again. */
  void release() {
    held = false;
    goOn();
  }

  private void goOn() {
    if (!mustPause() && paused.compareAndSet(true, false)) {
      read();
    }
  }
}
