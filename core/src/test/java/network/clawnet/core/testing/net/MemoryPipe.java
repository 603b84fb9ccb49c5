package network.clawnet.core.testing.net;

import java.util.ArrayDeque;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import network.clawnet.core.port.NetworkException;
import network.clawnet.core.port.StreamTerms;
import org.jspecify.annotations.Nullable;

/** One direction of a stream, with the receiver's window. */
final class MemoryPipe {
  /** Bytes under way or unread that hold the sender back. */
  static final int WINDOW = 262_144;

  private record Unsent(byte[] message, CompletableFuture<Void> left) {}

  private final MemoryNetwork net;
  private final MemoryLink link;
  private final StreamTerms terms;
  private final Runnable arrived;
  private final ArrayDeque<Unsent> waiting = new ArrayDeque<>();
  private final ArrayDeque<byte[]> inbox = new ArrayDeque<>();
  private @Nullable CompletableFuture<Optional<byte[]>> receiver;
  private long unsent;
  private long unread;
  private boolean finishing;
  private boolean finished;
  private boolean broken;

  /**
   * Makes an open direction.
   *
   * @param terms the sender's
   * @param arrived told of each message and of the end
   */
  MemoryPipe(MemoryNetwork net, MemoryLink link, StreamTerms terms, Runnable arrived) {
    this.net = net;
    this.link = link;
    this.terms = terms;
    this.arrived = arrived;
  }

  CompletableFuture<Void> send(byte[] message) {
    if (message.length > terms.maxMessageBytes()) {
      throw new IllegalArgumentException("a message of " + message.length + " bytes");
    }
    synchronized (net) {
      CompletableFuture<Void> left = new CompletableFuture<>();
      if (broken || finishing) {
        return failed(left, NetworkException.Reason.RESET);
      }
      if (unsent + message.length > terms.maxUnsentBytes()) {
        return failed(left, NetworkException.Reason.OVERLOADED);
      }
      waiting.add(new Unsent(message.clone(), left));
      unsent += message.length;
      pump();
      return left;
    }
  }

  CompletableFuture<Optional<byte[]>> receive() {
    synchronized (net) {
      if (receiver != null) {
        throw new IllegalStateException("a second receive");
      }
      CompletableFuture<Optional<byte[]>> next = new CompletableFuture<>();
      if (broken) {
        return failed(next, NetworkException.Reason.RESET);
      }
      receiver = next;
      serve();
      return next;
    }
  }

  void finish() {
    synchronized (net) {
      if (!finishing && !broken) {
        finishing = true;
        pump();
      }
    }
  }

  void breakOff() {
    synchronized (net) {
      broken = true;
      waiting.forEach(it -> fail(it.left(), NetworkException.Reason.RESET));
      waiting.clear();
      inbox.clear();
      if (receiver != null) {
        fail(receiver, NetworkException.Reason.RESET);
        receiver = null;
      }
    }
  }

  /** Returns whether the receiver knows of the end. */
  boolean finished() {
    synchronized (net) {
      return finished;
    }
  }

  /** Largest message that has arrived unread. */
  int largestWaiting() {
    synchronized (net) {
      return inbox.stream().mapToInt(it -> it.length).max().orElse(0);
    }
  }

  private void pump() {
    Unsent next = waiting.peek();
    while (next != null && (unread == 0 || unread + next.message().length <= WINDOW)) {
      Unsent sent = waiting.remove();
      unsent -= sent.message().length;
      unread += sent.message().length;
      link.carry(() -> arrive(sent.message()));
      net.soon(() -> sent.left().complete(null));
      next = waiting.peek();
    }
    if (finishing && next == null) {
      link.carry(this::end);
    }
  }

  private void arrive(byte[] message) {
    synchronized (net) {
      if (broken) {
        return;
      }
      inbox.add(message);
    }
    arrived.run();
    synchronized (net) {
      serve();
    }
  }

  private void end() {
    synchronized (net) {
      if (broken || finished) {
        return;
      }
      finished = true;
      serve();
    }
    arrived.run();
  }

  private void serve() {
    CompletableFuture<Optional<byte[]>> next = receiver;
    if (next == null) {
      return;
    }
    byte[] message = inbox.poll();
    if (message != null) {
      receiver = null;
      unread -= message.length;
      net.soon(() -> next.complete(Optional.of(message)));
      pump();
    } else if (finished) {
      receiver = null;
      net.soon(() -> next.complete(Optional.empty()));
    }
  }

  private <T> CompletableFuture<T> failed(
      CompletableFuture<T> stage, NetworkException.Reason reason) {
    fail(stage, reason);
    return stage;
  }

  private void fail(CompletableFuture<?> stage, NetworkException.Reason reason) {
    net.soon(() -> stage.completeExceptionally(new NetworkException(reason, "the stream ended")));
  }
}
