package network.clawnet.daemon.call;

import java.io.IOException;
import java.net.URI;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import network.clawnet.core.codec.DecodeException;
import network.clawnet.core.crypto.Hash;
import network.clawnet.core.message.Route;
import network.clawnet.daemon.message.Desk;
import network.clawnet.market.lease.Lease;

/**
 * Serves calls: each once, one of a lease at a time, and only with the renter's consent to pay it.
 * A call that was open when the node stopped is brought to the program again, under the same id.
 * One owner thread.
 */
final class Provider implements Desk {
  /** Calls that the programs of this node answer at once. */
  static final int MAX_RUNNING = 64;

  private static final int PAYMENT_REQUIRED = 402;
  private static final int NOT_FOUND = 404;
  private static final int CONFLICT = 409;
  private static final int TOO_MANY = 429;
  private static final int UNAVAILABLE = 503;

  private final CallBook book;
  private final Leasing leasing;
  private final CallPost post;
  private final Program program;
  private final Set<Hash> running = new HashSet<>();

  /** The way to the provider's program. */
  interface Program {
    CompletableFuture<AnswerLetter> ask(URI url, Hash lease, CallLetter call);
  }

  Provider(CallBook book, Leasing leasing, CallPost post, Program program) {
    this.book = book;
    this.leasing = leasing;
    this.post = post;
    this.program = program;
  }

  /** Goes on with what was under way, and sends answers that may not have been sent. */
  void resume() throws IOException {
    for (Map.Entry<Hash, Served> each : book.allServed().entrySet()) {
      switch (each.getValue().stage()) {
        case OPEN -> serve(each.getKey());
        case DONE -> answer(each.getKey());
        case SENT -> {}
      }
    }
  }

  @Override
  public Fate take(Opened letter) throws IOException {
    Hash id = letter.head().deal();
    Optional<Lease> lease = leasing.find(id);
    boolean parties =
        lease.map(it -> route(it).equals(reversed(letter.head().route()))).orElse(false);
    if (!parties) {
      return Fate.DROP;
    }
    try {
      return take(lease.orElseThrow(), CallLetter.parse(letter.body()));
    } catch (DecodeException e) {
      return Fate.DROP;
    }
  }

  private Fate take(Lease lease, CallLetter call) throws IOException {
    Served served = book.served(lease.id()).orElseGet(Served::none);
    if (served.id().equals(call.id())) {
      if (served.stage() == Served.Stage.SENT) {
        post.later(() -> answer(lease.id()));
      }
      return Fate.DROP;
    }
    Optional<AnswerLetter> refusal = refusal(lease, served, call);
    if (refusal.isPresent()) {
      boolean unused =
          post.send(route(lease), lease.id(), AnswerLetter.TYPE, refusal.get().toBytes());
      return Fate.DROP;
    }
    post.later(() -> serve(lease.id()));
    return Fate.settled(List.of(CallBook.served(lease.id(), served.opened(call))));
  }

  private Optional<AnswerLetter> refusal(Lease lease, Served served, CallLetter call)
      throws IOException {
    if (lease.state() != Lease.State.ACTIVE) {
      return refusal(call, CONFLICT, "the lease is over");
    }
    if (served.stage() != Served.Stage.SENT) {
      return refusal(call, TOO_MANY, "another call of this lease is under way");
    }
    if (running.size() >= MAX_RUNNING) {
      return refusal(call, UNAVAILABLE, "too many calls are under way");
    }
    if (book.endpoint(lease.rental().listing()).isEmpty()) {
      return refusal(call, NOT_FOUND, "no program takes calls of this listing");
    }
    return isPaid(lease, served, call)
        ? Optional.empty()
        : refusal(
            call,
            PAYMENT_REQUIRED,
            "the next unit is " + (served.units() + 1) + ", and not signed");
  }

  private boolean isPaid(Lease lease, Served served, CallLetter call) {
    return lease.rental().isSubscription()
        || (call.units() == served.units() + 1
            && call.units() <= lease.rental().units()
            && leasing.isSigned(lease, call.units(), call.consent()));
  }

  private static Optional<AnswerLetter> refusal(CallLetter call, int status, String why) {
    return Optional.of(Endpoint.said(call.id(), status, why));
  }

  private void serve(Hash lease) throws IOException {
    Served served = book.served(lease).orElseThrow();
    Optional<Lease> deal = leasing.find(lease);
    if (served.stage() != Served.Stage.OPEN || deal.isEmpty() || !running.add(lease)) {
      return;
    }
    CallLetter call = call(served);
    Optional<URI> url = book.endpoint(deal.get().rental().listing());
    CompletableFuture<AnswerLetter> asked =
        url.map(it -> program.ask(it, lease, call))
            .orElseGet(
                () ->
                    CompletableFuture.completedFuture(
                        Endpoint.said(call.id(), NOT_FOUND, "no program takes calls now")));
    CompletableFuture<Void> unused =
        asked.thenAccept(answer -> post.later(() -> finish(lease, call, answer)));
  }

  private void finish(Hash lease, CallLetter call, AnswerLetter answer) throws IOException {
    running.remove(lease);
    Served served = book.served(lease).orElseThrow();
    book.write(CallBook.served(lease, served.done(call, answer)));
    answer(lease);
  }

  /** Sends the last answer; a second one changes nothing at the other end. */
  private void answer(Hash lease) throws IOException {
    Served served = book.served(lease).orElseThrow();
    Route route = route(leasing.find(lease).orElseThrow());
    if (post.send(route, lease, AnswerLetter.TYPE, served.body())) {
      book.write(CallBook.served(lease, served.sent()));
    }
  }

  private static CallLetter call(Served served) throws IOException {
    try {
      return CallLetter.parse(served.body());
    } catch (DecodeException e) {
      throw new IOException("a row of calls is damaged", e);
    }
  }

  private static Route route(Lease lease) {
    return new Route(lease.rental().provider(), lease.rental().renter());
  }

  private static Route reversed(Route route) {
    return new Route(route.to(), route.from());
  }
}
