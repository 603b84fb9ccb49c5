package network.clawnet.core.light.ask;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import network.clawnet.core.identity.PeerId;
import network.clawnet.core.port.Network;
import network.clawnet.core.sync.ask.Courier;

/**
 * Takes questions to peers, a few of one protocol at a time, and waits so long for each whole
 * answer. One owner thread.
 */
final class Asker implements AutoCloseable {
  /** Questions of one protocol that a peer has at once: one less than it lets in. */
  static final int MAX_OPEN = 3;

  /** Questions of one protocol that wait for the same peer; more fail at once. */
  static final int MAX_WAITING = 256;

  private final ScheduledExecutorService owner;
  private final Courier courier;
  private final Map<Way, Lane> lanes = new HashMap<>();
  private long asked;

  Asker(Network network, ScheduledExecutorService owner) {
    this.owner = owner;
    this.courier = new Courier(network, owner);
  }

  /**
   * A question on its way.
   *
   * @param maxAnswerBytes largest answer that is read
   * @param millis longest time to wait for all of it, once it has left
   */
  record Letter(PeerId peer, String protocol, byte[] question, int maxAnswerBytes, long millis) {
    private Way way() {
      return new Way(peer, protocol);
    }
  }

  private record Way(PeerId peer, String protocol) {}

  private record Posted(Letter letter, CompletableFuture<byte[]> answer) {}

  private static final class Lane {
    private final ArrayDeque<Posted> waiting = new ArrayDeque<>();
    private int open;
  }

  /** Asks; completes on the owner's thread, with a fault if there is no whole answer in time. */
  CompletableFuture<byte[]> ask(Letter letter) {
    Posted posted = new Posted(letter, new CompletableFuture<>());
    Lane lane = lanes.computeIfAbsent(letter.way(), it -> new Lane());
    if (lane.open < MAX_OPEN) {
      send(lane, posted);
    } else if (lane.waiting.size() < MAX_WAITING) {
      lane.waiting.add(posted);
    } else {
      fail(posted, "too many questions wait");
    }
    return posted.answer();
  }

  private void send(Lane lane, Posted posted) {
    lane.open++;
    Letter letter = posted.letter();
    long id = ++asked;
    var timer =
        owner.schedule(
            () -> {
              courier.cancel(id);
              fail(posted, "no answer in time");
              next(lane, letter.way());
            },
            letter.millis(),
            TimeUnit.MILLISECONDS);
    courier.ask(
        new Courier.Parcel(
            id, letter.peer(), letter.protocol(), letter.question(), letter.maxAnswerBytes()),
        answer -> {
          timer.cancel(false);
          next(lane, letter.way());
          if (answer.isPresent()) {
            posted.answer().complete(answer.get());
          } else {
            fail(posted, "no answer");
          }
        });
  }

  private void next(Lane lane, Way way) {
    lane.open--;
    Posted posted = lane.waiting.poll();
    if (posted != null) {
      send(lane, posted);
    } else if (lane.open == 0) {
      lanes.remove(way, lane);
    }
  }

  private static void fail(Posted posted, String why) {
    posted.answer().completeExceptionally(new TimeoutException(why));
  }

  @Override
  public void close() {
    courier.close();
  }
}
