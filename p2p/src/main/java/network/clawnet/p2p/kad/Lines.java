package network.clawnet.p2p.kad;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import network.clawnet.core.codec.DecodeException;
import network.clawnet.core.identity.PeerId;
import network.clawnet.core.port.Misbehaviour;
import network.clawnet.core.port.PeerStream;
import network.clawnet.core.port.Registration;
import network.clawnet.p2p.kad.message.KadCodec;
import network.clawnet.p2p.kad.message.KadMessage;
import network.clawnet.p2p.kad.table.Contact;
import network.clawnet.p2p.service.Loop;
import network.clawnet.p2p.service.ProtocolHost;
import org.jspecify.annotations.Nullable;

/**
 * Requests to other peers: dials, opens a stream, or takes the one that the last request left. One
 * request at a time on a stream. Owned by the loop.
 */
final class Lines {
  static final Misbehaviour MALFORMED = new Misbehaviour("kad-malformed-message", 20);

  private final ProtocolHost host;
  private final Loop loop;
  private final List<String> protocols;
  private final long askMillis;
  private final Map<PeerId, PeerStream> idle = new LinkedHashMap<>(); // longest idle first

  /** Takes what came of one request, on the loop. */
  record Result(Consumer<KadMessage> answered, Runnable failed) {}

  Lines(ProtocolHost host, Loop loop, String protocol, long askMillis) {
    this.host = host;
    this.loop = loop;
    this.protocols = List.of(protocol);
    this.askMillis = askMillis;
  }

  /** Sends a request and brings its answer. */
  void ask(Contact peer, KadMessage message, Result result) {
    byte[] bytes = KadCodec.encode(message);
    PeerStream resting = idle.remove(peer.id());
    if (resting == null) {
      open(peer, result, stream -> talk(stream, bytes, result.failed(), result));
    } else {
      // it may have ended while it rested: then a new one gets the same question
      Runnable again = () -> open(peer, result, it -> talk(it, bytes, result.failed(), result));
      talk(resting, bytes, again, result);
    }
  }

  /** Sends a message that has no answer, on a stream of its own. */
  void tell(Contact peer, KadMessage message, Runnable sent, Runnable failed) {
    byte[] bytes = KadCodec.encode(message);
    open(
        peer,
        new Result(answer -> {}, failed),
        stream ->
            stream
                .send(bytes)
                .whenComplete(
                    (done, fault) -> {
                      stream.finish();
                      loop.execute(fault == null ? sent : failed);
                      loop.after(askMillis, stream::reset);
                    }));
  }

  private void open(Contact peer, Result result, Consumer<PeerStream> then) {
    BiConsumer<PeerStream, Throwable> opened =
        (stream, fault) -> loop.execute(() -> settle(stream, fault, result, then));
    host.connect(peer.id(), peer.addrs())
        .thenCompose(connected -> host.open(connected, protocols, KadLimits.TERMS))
        .whenComplete(opened);
  }

  private static void settle(
      PeerStream stream, @Nullable Throwable fault, Result result, Consumer<PeerStream> then) {
    if (fault == null) {
      then.accept(stream);
    } else {
      result.failed().run();
    }
  }

  private void talk(PeerStream stream, byte[] bytes, Runnable failed, Result result) {
    Registration deadline = loop.after(askMillis, stream::reset);
    stream
        .send(bytes)
        .thenCompose(sent -> stream.receive())
        .whenComplete(
            (answer, fault) ->
                loop.execute(
                    () -> {
                      deadline.close();
                      if (fault == null && answer.isPresent()) {
                        read(stream, answer, result);
                      } else {
                        stream.reset();
                        failed.run();
                      }
                    }));
  }

  private void read(PeerStream stream, Optional<byte[]> answer, Result result) {
    try {
      KadMessage message = KadCodec.decode(answer.orElseThrow());
      rest(stream);
      result.answered().accept(message);
    } catch (DecodeException e) {
      stream.reset();
      host.report(stream.peer(), MALFORMED);
      result.failed().run();
    }
  }

  private void rest(PeerStream stream) {
    PeerStream before = idle.put(stream.peer(), stream);
    if (before != null) {
      before.finish();
      before.reset();
    }
    if (idle.size() > KadLimits.MAX_IDLE_STREAMS) {
      PeerId oldest = idle.keySet().iterator().next();
      close(oldest);
    }
  }

  /** Ends the resting stream to a peer. */
  void close(PeerId peer) {
    PeerStream stream = idle.remove(peer);
    if (stream != null) {
      stream.reset();
    }
  }

  void closeAll() {
    List.copyOf(idle.keySet()).forEach(this::close);
  }
}
