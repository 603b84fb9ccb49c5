package network.clawnet.p2p.host;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Predicate;
import network.clawnet.core.identity.PeerId;
import network.clawnet.core.port.NetworkException;
import network.clawnet.core.port.Registration;
import network.clawnet.p2p.dial.DialEffect;
import network.clawnet.p2p.dial.DialScheduler;
import network.clawnet.p2p.multiaddr.Multiaddr;
import network.clawnet.p2p.reach.AddressLookups;
import network.clawnet.p2p.service.Loop;
import network.clawnet.p2p.transport.Connection;
import network.clawnet.p2p.transport.Transport;
import org.jspecify.annotations.Nullable;

/** Does what the dial scheduler says, on the host's loop. */
final class Dialing {
  private final Loop loop;
  private final Transport transport;
  private final AddressLookups lookups;
  private final Predicate<Connection> taken;
  private final DialScheduler<Goal> scheduler = new DialScheduler<>();
  private final Map<Long, CompletableFuture<Connection>> attempts = new HashMap<>();
  private final Map<Goal, CompletableFuture<PeerId>> waiting = new HashMap<>();
  private final Map<Goal, NetworkException> lastFaults = new HashMap<>();
  private @Nullable Registration timer;
  private long timerMillis = Long.MAX_VALUE;

  /** Whom to reach: a peer, or whoever answers at an address. */
  record Goal(Optional<PeerId> peer, Optional<Multiaddr> address) {
    static Goal of(PeerId peer) {
      return new Goal(Optional.of(peer), Optional.empty());
    }

    static Goal of(Multiaddr address) {
      return new Goal(Optional.empty(), Optional.of(address));
    }

    String text() {
      return peer.map(PeerId::text).or(() -> address.map(Multiaddr::text)).orElse("nobody");
    }
  }

  /**
   * @param taken takes a new connection in, if it was not yet; false if it is not wanted
   */
  Dialing(Loop loop, Transport transport, AddressLookups lookups, Predicate<Connection> taken) {
    this.loop = loop;
    this.transport = transport;
    this.lookups = lookups;
    this.taken = taken;
  }

  /**
   * Dials; who asks for the same goal meanwhile gets the same answer.
   *
   * @param insist whether to try addresses that failed a moment ago too
   */
  CompletionStage<PeerId> dial(Goal goal, List<Multiaddr> addresses, boolean insist) {
    CompletableFuture<PeerId> answer = new CompletableFuture<>();
    loop.execute(
        () -> {
          boolean fresh = !waiting.containsKey(goal);
          CompletableFuture<PeerId> shared =
              waiting.computeIfAbsent(goal, it -> new CompletableFuture<>());
          var unused =
              shared.whenComplete(
                  (peer, fault) -> {
                    if (fault == null) {
                      answer.complete(peer);
                    } else {
                      answer.completeExceptionally(fault);
                    }
                  });
          if (fresh) {
            lookups.resolve(addresses, found -> loop.execute(() -> begin(goal, found, insist)));
          }
        });
    return answer;
  }

  private void begin(Goal goal, List<Multiaddr> found, boolean insist) {
    List<Multiaddr> usable =
        found.stream().map(Multiaddr::withoutPeer).filter(transport::canDial).toList();
    apply(scheduler.want(loop.nowMillis(), goal, usable, insist));
  }

  /**
   * Takes the news that a peer is connected, by whatever connection. Attempts to reach it that are
   * under way go on: the peer may count on the one that we would cut off.
   */
  void connected(PeerId peer) {
    loop.execute(
        () -> {
          Goal goal = Goal.of(peer);
          for (DialEffect<Goal> effect : scheduler.stop(loop.nowMillis(), goal)) {
            if (!(effect instanceof DialEffect.Cancel<Goal>)) {
              apply(List.of(effect));
            }
          }
          finish(goal, peer);
          wake();
        });
  }

  private void apply(List<DialEffect<Goal>> effects) {
    for (DialEffect<Goal> effect : effects) {
      if (effect instanceof DialEffect.Start<Goal> start) {
        start(start);
      } else if (effect instanceof DialEffect.Cancel<Goal> cancel) {
        cancel(cancel.attempt());
      } else if (effect instanceof DialEffect.Failed<Goal> failed) {
        fail(failed.key(), failed.cause());
      }
    }
    wake();
  }

  private void start(DialEffect.Start<Goal> start) {
    CompletableFuture<Connection> attempt =
        transport.dial(start.address(), start.key().peer()).toCompletableFuture();
    attempts.put(start.attempt(), attempt);
    var unused =
        attempt.whenComplete(
            (connection, fault) -> loop.execute(() -> ended(start, connection, fault)));
  }

  private void ended(
      DialEffect.Start<Goal> start, @Nullable Connection connection, @Nullable Throwable fault) {
    attempts.remove(start.attempt());
    if (connection != null && taken.test(connection)) {
      List<DialEffect<Goal>> rest = scheduler.succeeded(loop.nowMillis(), start.attempt());
      finish(start.key(), connection.peer());
      apply(rest);
    } else {
      if (fault != null && waiting.containsKey(start.key())) {
        lastFaults.put(start.key(), NetworkFaults.of(fault));
      }
      apply(scheduler.failed(loop.nowMillis(), start.attempt()));
    }
  }

  private void cancel(long attempt) {
    CompletableFuture<Connection> running = attempts.remove(attempt);
    if (running != null) {
      running.cancel(false);
    }
  }

  private void finish(Goal goal, PeerId peer) {
    lastFaults.remove(goal);
    CompletableFuture<PeerId> answer = waiting.remove(goal);
    if (answer != null) {
      answer.complete(peer);
    }
  }

  private void fail(Goal goal, DialEffect.Cause cause) {
    NetworkException last = lastFaults.remove(goal);
    CompletableFuture<PeerId> answer = waiting.remove(goal);
    if (answer != null) {
      boolean tried = cause == DialEffect.Cause.UNREACHABLE && last != null;
      answer.completeExceptionally(tried ? last : NetworkFaults.of(cause, goal.text()));
    }
  }

  /** Sets the timer to when the scheduler has something to do. */
  private void wake() {
    OptionalLong next = scheduler.wakeMillis();
    if (next.isEmpty() || (timer != null && timerMillis <= next.getAsLong())) {
      return;
    }
    if (timer != null) {
      timer.close();
    }
    timerMillis = next.getAsLong();
    timer = loop.after(timerMillis - loop.nowMillis(), this::tick);
  }

  private void tick() {
    timer = null;
    apply(scheduler.tick(loop.nowMillis()));
  }

  /** Ends all dials; who waits hears that the node is stopping. */
  void close() {
    loop.execute(
        () -> {
          List.copyOf(attempts.keySet()).forEach(this::cancel);
          for (CompletableFuture<PeerId> answer : new ArrayList<>(waiting.values())) {
            answer.completeExceptionally(
                new NetworkException(NetworkException.Reason.CLOSED, "the node is stopping"));
          }
          waiting.clear();
        });
  }
}
