package network.clawnet.core.light.ask;

import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import network.clawnet.core.codec.DecodeException;
import network.clawnet.core.identity.PeerId;
import network.clawnet.core.light.FalseAnswerException;
import network.clawnet.core.light.LightProtocols;
import org.jspecify.annotations.Nullable;

/**
 * One question that goes from full node to full node until one proves an answer. Owner's thread.
 *
 * @param <T> what is proved
 */
final class Errand<T> {
  /** Longest time for one question, however many nodes are asked. */
  static final long TOTAL_MILLIS = 8_000;

  private static final long NODE_MILLIS = 2_500;
  private static final long PAUSE_MILLIS = 150;
  private static final long MILLI_NANOS = 1_000_000;
  private final Desk desk;
  private final Request<T> request;
  private final TreeSet<PeerId> tried = new TreeSet<>();
  private final CompletableFuture<T> out = new CompletableFuture<>();
  private final long until;
  private int noes;
  private String last = "no full node is connected";

  /** What errands share. */
  record Desk(LightParts parts, FullNodes nodes, Asker asker, Liars liars, HeadFollower heads) {
    long nanos() {
      return parts.time().nanos().getAsLong();
    }
  }

  /**
   * What is asked.
   *
   * @param absent what it means when enough nodes say that they have no answer; null: ask on
   */
  record Request<T>(byte[] question, int maxBytes, Check<T> check, @Nullable T absent) {}

  /** Finds out what an answer proves. */
  @FunctionalInterface
  interface Check<T> {
    /** Returns what is proved; empty if it is true and not what was asked for. */
    Found<T> of(byte[] answer) throws DecodeException, FalseAnswerException;
  }

  /**
   * What an answer is worth.
   *
   * @param value what it proves; null if it proves nothing that helps
   * @param laterEpoch whether it may be good once more epochs are known
   */
  record Found<T>(@Nullable T value, boolean laterEpoch) {
    static <T> Found<T> stale() {
      return new Found<>(null, false);
    }

    static <T> Found<T> later() {
      return new Found<>(null, true);
    }
  }

  /** Nodes that must say that they have nothing before that is believed. */
  private static final int ENOUGH_NOES = 3;

  Errand(Desk desk, Request<T> request) {
    this.desk = desk;
    this.request = request;
    this.until = desk.nanos() + TOTAL_MILLIS * MILLI_NANOS;
  }

  CompletableFuture<T> run() {
    next();
    return out;
  }

  private void next() {
    if (desk.nanos() > until) {
      out.completeExceptionally(new UnprovenException("nothing was proved in time: " + last));
      return;
    }
    Optional<PeerId> peer = desk.nodes().best(tried);
    if (peer.isPresent()) {
      tried.add(peer.get());
      ask(peer.get());
      return;
    }
    T absent = request.absent();
    if (absent != null && noes > 0) {
      out.complete(absent);
      return;
    }
    tried.clear();
    var unused =
        desk.parts().time().owner().schedule(this::next, PAUSE_MILLIS, TimeUnit.MILLISECONDS);
  }

  private void ask(PeerId peer) {
    long began = desk.nanos();
    String protocol = new LightProtocols(desk.parts().rules().chainId()).proof();
    var unused =
        desk.asker()
            .ask(
                new Asker.Letter(
                    peer, protocol, request.question(), request.maxBytes() + 1, NODE_MILLIS))
            .whenComplete(
                (bytes, fault) -> {
                  if (fault != null) {
                    last = "a node did not answer";
                    desk.nodes().failed(peer, FullNodes.SILENT_MILLIS);
                    next();
                  } else {
                    desk.nodes().answered(peer, desk.nanos() - began);
                    got(peer, bytes, false);
                  }
                });
  }

  private void got(PeerId peer, byte[] bytes, boolean again) {
    try {
      Optional<byte[]> answer = LightProtocols.read(bytes);
      if (answer.isEmpty()) {
        no(peer);
        return;
      }
      Found<T> found = request.check().of(answer.get());
      T value = found.value();
      if (value != null) {
        out.complete(value);
      } else if (found.laterEpoch() && !again) {
        var unused = desk.heads().follow(peer).thenAccept(done -> got(peer, bytes, true));
      } else {
        last = "a node answered from the past";
        desk.nodes().failed(peer, FullNodes.STALE_MILLIS);
        next();
      }
    } catch (DecodeException | FalseAnswerException e) {
      last = "a node lied";
      desk.liars().caught(peer, String.valueOf(e.getMessage()));
      next();
    }
  }

  private void no(PeerId peer) {
    noes++;
    T absent = request.absent();
    if (absent != null && noes >= ENOUGH_NOES) {
      out.complete(absent);
      return;
    }
    if (absent == null) {
      last = "a node is behind";
      desk.nodes().failed(peer, FullNodes.STALE_MILLIS);
    }
    next();
  }
}
