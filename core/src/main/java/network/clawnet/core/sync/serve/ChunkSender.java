package network.clawnet.core.sync.serve;

import java.util.Arrays;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import network.clawnet.core.identity.PeerId;
import network.clawnet.core.port.PeerStream;
import network.clawnet.core.sync.wire.SyncProtocols;

/**
 * Sends whole answers in chunks, no faster than the allowance, and ends the stream; whoever does
 * not take a chunk in time loses the answer. Used on one thread.
 */
public final class ChunkSender {
  private static final int SLOW_SECONDS = 10;
  private final Allowance allowance;
  private final ScheduledExecutorService thread;
  private final LongSupplier nanos;

  /**
   * Starts with a full allowance.
   *
   * @param thread runs one task at a time
   * @param nanos the clock of rates
   */
  public ChunkSender(Allowance.Rates rates, ScheduledExecutorService thread, LongSupplier nanos) {
    this.allowance = new Allowance(rates, nanos.getAsLong());
    this.thread = thread;
    this.nanos = nanos;
  }

  /** Sends an answer and finishes the stream. */
  public void send(PeerStream stream, byte[] answer) {
    send(stream, answer, 0);
  }

  /**
   * Counts the work of an answer as if its bytes were sent.
   *
   * @return nanoseconds to wait before the work may begin; 0 for none
   */
  public long charge(PeerId peer, int bytes) {
    return allowance.take(peer, bytes, nanos.getAsLong());
  }

  private void send(PeerStream stream, byte[] answer, int from) {
    int to = Math.min(answer.length, from + SyncProtocols.CHUNK_BYTES);
    long wait = charge(stream.peer(), to - from);
    if (wait > 0) {
      var unused =
          thread.schedule(() -> sendNow(stream, answer, from, to), wait, TimeUnit.NANOSECONDS);
    } else {
      sendNow(stream, answer, from, to);
    }
  }

  private void sendNow(PeerStream stream, byte[] answer, int from, int to) {
    var left = stream.send(Arrays.copyOfRange(answer, from, to)).toCompletableFuture();
    var slow =
        thread.schedule(
            () -> {
              if (!left.isDone()) {
                stream.reset();
              }
            },
            SLOW_SECONDS,
            TimeUnit.SECONDS);
    var unused =
        left.whenComplete(
            (done, fault) ->
                thread.execute(
                    () -> {
                      slow.cancel(false);
                      if (fault != null) {
                        stream.reset();
                      } else if (to < answer.length) {
                        send(stream, answer, to);
                      } else {
                        stream.finish();
                      }
                    }));
  }
}
