package network.clawnet.core.message.post;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import network.clawnet.core.codec.DecodeException;
import network.clawnet.core.crypto.Hash;
import network.clawnet.core.identity.PeerId;
import network.clawnet.core.message.Frame;
import network.clawnet.core.port.Misbehaviour;
import network.clawnet.core.port.Network;
import network.clawnet.core.port.PeerStream;
import network.clawnet.core.port.Registration;
import network.clawnet.core.port.StreamTerms;

/**
 * Streams of messages, both ways: what comes is told on the post office's thread, one frame at a
 * time, and the next is asked for when it has been dealt with.
 */
final class StreamDialer implements OutLine.Dialer, AutoCloseable {
  private static final Misbehaviour MALFORMED = new Misbehaviour("message-malformed", 20);
  private static final Duration IDLE = Duration.ofSeconds(60);
  private static final int MAX_UNSENT_BYTES = 4 << 20;
  private static final int MAX_PER_PEER = 32;
  private static final int MAX_STREAMS = 1_024;
  private static final int NAME_CHARS = 8;

  private final PostParts parts;
  private final String protocol;
  private final Set<PeerStream> open = ConcurrentHashMap.newKeySet();

  /** Makes the receiver's end of a stream that a peer has opened. */
  interface Accepting {
    OutLine.Listener accept(OutLine.Carrier carrier);
  }

  StreamDialer(PostParts parts) {
    this.parts = parts;
    this.protocol = protocol(parts.chainId());
  }

  /** Returns the protocol's name on a network. */
  static String protocol(Hash chainId) {
    return "/clawnet/" + chainId.hex().substring(0, NAME_CHARS) + "/msg/1";
  }

  private static StreamTerms terms() {
    return new StreamTerms(Frame.MAX_BYTES, MAX_UNSENT_BYTES, MAX_PER_PEER, MAX_STREAMS, IDLE);
  }

  /** Takes peers' streams from now on. */
  Registration listen(Accepting accepting) {
    return parts
        .peers()
        .network()
        .handle(
            protocol,
            terms(),
            stream ->
                onLane(
                    () -> {
                      StreamCarrier carrier = new StreamCarrier(stream);
                      begin(stream, accepting.accept(carrier), carrier);
                    }));
  }

  @Override
  public void dial(PeerId peer, OutLine.Listener listener, OutLine.Dialer.Taker taker) {
    Network network = parts.peers().network();
    var unused =
        network
            .connect(peer)
            .thenCompose(it -> network.open(it, List.of(protocol), terms()))
            .whenComplete(
                (stream, fault) ->
                    onLane(
                        () -> {
                          if (fault != null) {
                            taker.take(Optional.empty());
                            return;
                          }
                          StreamCarrier carrier = new StreamCarrier(stream);
                          taker.take(Optional.of(carrier));
                          begin(stream, listener, carrier);
                        }));
  }

  /** Ends all streams: the other ends need not wait for what does not come any more. */
  @Override
  public void close() {
    open.forEach(PeerStream::reset);
  }

  private void begin(PeerStream stream, OutLine.Listener listener, OutLine.Carrier carrier) {
    open.add(stream);
    var unused = stream.ended().thenRun(() -> open.remove(stream));
    pump(stream, listener, carrier);
  }

  private void pump(PeerStream stream, OutLine.Listener listener, OutLine.Carrier carrier) {
    var unused =
        stream
            .receive()
            .whenComplete(
                (message, fault) ->
                    onLane(
                        () -> {
                          if (fault != null || message.isEmpty()) {
                            stream.finish();
                            listener.ended();
                            return;
                          }
                          if (deal(message.get(), listener, carrier)) {
                            pump(stream, listener, carrier);
                          }
                        }));
  }

  /** Returns whether the stream may go on. */
  private static boolean deal(byte[] bytes, OutLine.Listener listener, OutLine.Carrier carrier)
      throws IOException {
    Frame frame;
    try {
      frame = Frame.parse(bytes);
    } catch (DecodeException e) {
      carrier.fault(MALFORMED);
      listener.ended();
      return false;
    }
    listener.frame(frame);
    return true;
  }

  /** Something that may find the disk broken. */
  private interface Step {
    void run() throws IOException;
  }

  private void onLane(Step step) {
    try {
      parts
          .threads()
          .lane()
          .execute(
              () -> {
                try {
                  step.run();
                } catch (IOException e) {
                  parts.failed().accept(e);
                }
              });
    } catch (RejectedExecutionException e) {
      // the node is stopping, and its network ends the streams
    }
  }

  /** A stream to a peer. */
  private final class StreamCarrier implements OutLine.Carrier {
    private final PeerStream stream;

    StreamCarrier(PeerStream stream) {
      this.stream = stream;
    }

    @Override
    public void send(Frame frame) {
      var unused =
          stream
              .send(frame.toBytes())
              .whenComplete(
                  (done, fault) -> {
                    if (fault != null) {
                      stream.reset(); // what waits is sent again on the next stream
                    }
                  });
    }

    @Override
    public void end() {
      stream.finish();
    }

    @Override
    public void fault(Misbehaviour fault) {
      parts.peers().network().report(stream.peer(), fault);
      stream.reset();
    }

    @Override
    public PeerId peer() {
      return stream.peer();
    }
  }
}
