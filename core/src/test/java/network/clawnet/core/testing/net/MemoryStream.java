package network.clawnet.core.testing.net;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import network.clawnet.core.identity.PeerId;
import network.clawnet.core.port.Misbehaviour;
import network.clawnet.core.port.PeerStream;
import network.clawnet.core.port.StreamTerms;
import org.jspecify.annotations.Nullable;

/** One end of a stream. */
final class MemoryStream implements PeerStream {
  /** What a stream is opened with. */
  record Terms(MemoryNetwork net, MemoryLink link, String protocol) {}

  private final Terms terms;
  private final MemoryHost host;
  private final PeerId peer;
  private final StreamTerms own;
  private final CompletableFuture<Void> ended = new CompletableFuture<>();
  private final Runnable onEnd = this::drop;
  private @Nullable MemoryPipe out;
  private @Nullable MemoryPipe in;
  private @Nullable MemoryStream other;
  private long lastAt;
  private boolean over;

  private MemoryStream(Terms terms, MemoryHost host, PeerId peer, StreamTerms own) {
    this.terms = terms;
    this.host = host;
    this.peer = peer;
    this.own = own;
  }

  /** Both ends of a stream; the first is the opener's. */
  record Ends(MemoryStream near, MemoryStream far) {}

  static Ends open(
      Terms terms, MemoryHost near, StreamTerms nearTerms, MemoryHost far, StreamTerms farTerms) {
    MemoryStream a = new MemoryStream(terms, near, far.self(), nearTerms);
    MemoryStream b = new MemoryStream(terms, far, near.self(), farTerms);
    MemoryPipe ab = new MemoryPipe(terms.net(), terms.link(), nearTerms, b::heard);
    MemoryPipe ba = new MemoryPipe(terms.net(), terms.link(), farTerms, a::heard);
    a.join(b, ab, ba);
    b.join(a, ba, ab);
    return new Ends(a, b);
  }

  private void join(MemoryStream otherEnd, MemoryPipe outwards, MemoryPipe inwards) {
    other = otherEnd;
    out = outwards;
    in = inwards;
    lastAt = terms.net().nanos();
    terms.link().onEnd(onEnd);
    if (!own.idle().isZero()) {
      terms.net().after(own.idle(), this::checkIdle);
    }
  }

  @Override
  public PeerId peer() {
    return peer;
  }

  @Override
  public String protocol() {
    return terms.protocol();
  }

  @Override
  public CompletionStage<Void> send(byte[] message) {
    return pipe(out).send(message);
  }

  @Override
  public CompletionStage<Optional<byte[]>> receive() {
    return pipe(in).receive();
  }

  @Override
  public void finish() {
    pipe(out).finish();
  }

  @Override
  public void reset() {
    if (isOver()) {
      return;
    }
    MemoryStream far = other;
    if (far != null) {
      terms.link().carry(far::drop);
    }
    drop();
  }

  @Override
  public CompletionStage<Void> ended() {
    return ended;
  }

  /** A message or the end has arrived. */
  private void heard() {
    lastAt = terms.net().nanos();
    if (pipe(in).largestWaiting() > own.maxMessageBytes()) {
      host.report(peer, new Misbehaviour("message-too-large", 10));
      reset();
    } else if (pipe(in).finished() && pipe(out).finished()) {
      end();
    }
  }

  private void drop() {
    pipe(in).breakOff();
    pipe(out).breakOff();
    end();
  }

  private void end() {
    synchronized (terms.net()) {
      if (over) {
        return;
      }
      over = true;
    }
    terms.link().forget(onEnd);
    terms.net().soon(() -> ended.complete(null));
    MemoryStream far = other;
    if (far != null && pipe(out).finished()) {
      far.heard();
    }
  }

  private boolean isOver() {
    synchronized (terms.net()) {
      return over;
    }
  }

  private void checkIdle() {
    if (isOver() || pipe(in).finished()) {
      return;
    }
    long left = lastAt + own.idle().toNanos() - terms.net().nanos();
    if (left <= 0) {
      reset();
    } else {
      terms.net().after(Duration.ofNanos(left), this::checkIdle);
    }
  }

  private static MemoryPipe pipe(@Nullable MemoryPipe pipe) {
    if (pipe == null) {
      throw new IllegalStateException("not joined");
    }
    return pipe;
  }
}
