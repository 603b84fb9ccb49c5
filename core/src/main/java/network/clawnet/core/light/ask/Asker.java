package network.clawnet.core.light.ask;

import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import network.clawnet.core.identity.PeerId;
import network.clawnet.core.port.Misbehaviour;
import network.clawnet.core.port.Network;
import network.clawnet.core.port.PeerStream;
import network.clawnet.core.port.StreamTerms;

/** Takes one question to one peer and brings back the whole answer. One owner thread. */
final class Asker {
  private static final Misbehaviour TOO_LONG = new Misbehaviour("light-answer-too-long", 50);
  private final Network network;
  private final ScheduledExecutorService owner;

  Asker(Network network, ScheduledExecutorService owner) {
    this.network = network;
    this.owner = owner;
  }

  /**
   * A question on its way.
   *
   * @param maxAnswerBytes largest answer that is read
   * @param millis longest time to wait for all of it
   */
  record Letter(
      PeerId peer,
      String protocol,
      StreamTerms terms,
      byte[] question,
      int maxAnswerBytes,
      long millis) {}

  /** Asks; completes on the owner's thread, with a fault if there is no whole answer in time. */
  CompletableFuture<byte[]> ask(Letter letter) {
    CompletableFuture<byte[]> out = new CompletableFuture<>();
    var timer =
        owner.schedule(
            () -> out.completeExceptionally(new TimeoutException()),
            letter.millis(),
            TimeUnit.MILLISECONDS);
    var unused = out.whenComplete((bytes, fault) -> timer.cancel(false));
    network
        .open(letter.peer(), List.of(letter.protocol()), letter.terms())
        .whenComplete(
            (stream, fault) ->
                owner.execute(
                    () -> {
                      if (fault != null) {
                        out.completeExceptionally(fault);
                      } else {
                        opened(letter, stream, out);
                      }
                    }));
    return out;
  }

  private void opened(Letter letter, PeerStream stream, CompletableFuture<byte[]> out) {
    var unused =
        out.whenComplete(
            (bytes, fault) -> {
              if (fault != null) {
                stream.reset();
              }
            });
    if (!out.isDone()) {
      stream.send(letter.question());
      stream.finish();
      receive(letter, stream, new ByteArrayOutputStream(), out);
    }
  }

  private void receive(
      Letter letter,
      PeerStream stream,
      ByteArrayOutputStream bytes,
      CompletableFuture<byte[]> out) {
    stream
        .receive()
        .whenComplete(
            (chunk, fault) ->
                owner.execute(
                    () -> {
                      if (fault != null) {
                        out.completeExceptionally(fault);
                      } else if (take(letter, chunk, bytes, out)) {
                        receive(letter, stream, bytes, out);
                      }
                    }));
  }

  /** Returns whether more is to come. */
  private boolean take(
      Letter letter,
      Optional<byte[]> chunk,
      ByteArrayOutputStream bytes,
      CompletableFuture<byte[]> out) {
    if (chunk.isEmpty()) {
      out.complete(bytes.toByteArray());
      return false;
    }
    if (bytes.size() + chunk.get().length > letter.maxAnswerBytes()) {
      network.report(letter.peer(), TOO_LONG);
      out.completeExceptionally(new TimeoutException());
      return false;
    }
    bytes.writeBytes(chunk.get());
    return !out.isDone();
  }
}
