package network.clawnet.core.light.ask;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import network.clawnet.core.identity.PeerId;
import network.clawnet.core.port.Network;
import network.clawnet.core.sync.ask.Courier;

/** Takes one question to one peer and waits so long for the whole answer. One owner thread. */
final class Asker implements AutoCloseable {
  private final ScheduledExecutorService owner;
  private final Courier courier;
  private long asked;

  Asker(Network network, ScheduledExecutorService owner) {
    this.owner = owner;
    this.courier = new Courier(network, owner);
  }

  /**
   * A question on its way.
   *
   * @param maxAnswerBytes largest answer that is read
   * @param millis longest time to wait for all of it
   */
  record Letter(PeerId peer, String protocol, byte[] question, int maxAnswerBytes, long millis) {}

  /** Asks; completes on the owner's thread, with a fault if there is no whole answer in time. */
  CompletableFuture<byte[]> ask(Letter letter) {
    CompletableFuture<byte[]> out = new CompletableFuture<>();
    long id = ++asked;
    var timer =
        owner.schedule(
            () -> {
              courier.cancel(id);
              out.completeExceptionally(new TimeoutException("no answer in time"));
            },
            letter.millis(),
            TimeUnit.MILLISECONDS);
    courier.ask(
        new Courier.Parcel(
            id, letter.peer(), letter.protocol(), letter.question(), letter.maxAnswerBytes()),
        answer -> {
          timer.cancel(false);
          if (answer.isPresent()) {
            out.complete(answer.get());
          } else {
            out.completeExceptionally(new TimeoutException("no answer"));
          }
        });
    return out;
  }

  @Override
  public void close() {
    courier.close();
  }
}
