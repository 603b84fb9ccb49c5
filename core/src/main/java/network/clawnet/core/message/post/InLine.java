package network.clawnet.core.message.post;

import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import network.clawnet.core.identity.PeerId;
import network.clawnet.core.message.Busy;
import network.clawnet.core.message.Frame;
import network.clawnet.core.message.Mark;
import network.clawnet.core.message.Residence;
import network.clawnet.core.message.Route;
import network.clawnet.core.message.SealedMessage;
import network.clawnet.core.port.Misbehaviour;
import org.jspecify.annotations.Nullable;

/** The receiver's end of one stream: one route, greeted once. One owner thread. */
final class InLine {
  /** Messages that wait for one write to disk. */
  static final int BATCH = 32;

  private static final long FLUSH_MS = 2;
  private static final Misbehaviour PROTOCOL = new Misbehaviour("message-protocol", 20);
  private static final Misbehaviour FORGED = new Misbehaviour("message-forged", 50);

  private final PostParts parts;
  private final PostStore store;
  private final Inboxes inboxes;
  private final PeerId peer;
  private final Answers answers;
  private @Nullable Route route;
  private boolean planned;
  private boolean over;

  /**
   * Where answers go.
   *
   * @param end ends the stream after what was said
   * @param fault ends it at once, and counts against the peer
   */
  record Answers(Consumer<Frame> say, Runnable end, Consumer<Misbehaviour> fault) {}

  InLine(PostParts parts, PostStore store, Inboxes inboxes, PeerId peer, Answers answers) {
    this.parts = parts;
    this.store = store;
    this.inboxes = inboxes;
    this.peer = peer;
    this.answers = answers;
  }

  /** Takes what the sender's node says. */
  void take(Frame frame) throws IOException {
    if (over) {
      return;
    }
    Route greeted = route;
    if (frame instanceof Frame.Hello hello && greeted == null) {
      greet(hello);
    } else if (frame instanceof Frame.Push push
        && greeted != null
        && push.message().head().route().equals(greeted)) {
      take(greeted, push.message());
    } else {
      fault(PROTOCOL);
    }
  }

  /** Writes what waits: nothing more comes. */
  void ended() throws IOException {
    inboxes.flush();
    over = true;
  }

  private void greet(Frame.Hello hello) throws IOException {
    long now = parts.now();
    Residence from = hello.from();
    if (!from.peer().equals(peer) || !from.holds(now, parts.chainId())) {
      refuse(Busy.NOT_YOURS);
      return;
    }
    Optional<Residence> own = store.own(hello.to());
    if (own.isEmpty() || !own.get().holds(now, parts.chainId())) {
      refuse(Busy.NOT_HERE);
      return;
    }
    Route greeted = new Route(from.did(), hello.to());
    route = greeted;
    inboxes.flush(); // what is welcomed counts as confirmed
    answers.say().accept(new Frame.Welcome(own.get(), inboxes.mark(greeted)));
  }

  private void take(Route greeted, SealedMessage message) throws IOException {
    Mark place = message.head().mark();
    if (!inboxes.mark(greeted).isBefore(place)) {
      plan(greeted); // a receipt was lost: it is given again
      return;
    }
    if (!message.isAuthentic(parts.chainId())) {
      fault(FORGED);
      return;
    }
    if (!inboxes.hasRoom(greeted.to())) {
      refuse(Busy.FULL);
      return;
    }
    switch (parts.admission().ask(greeted, message.head().deal())) {
      case YES -> {
        inboxes.take(message, parts.now());
        if (inboxes.pending() >= 2 * BATCH) {
          confirm(greeted);
        } else {
          plan(greeted);
        }
      }
      case NO -> {
        confirm(greeted);
        inboxes.pass(message);
        inboxes.flush();
        answers.say().accept(new Frame.Refused(place));
      }
      case LATER -> refuse(Busy.LATER);
    }
  }

  /** Gives a receipt soon, for as many messages as have come by then. */
  private void plan(Route greeted) {
    if (!planned) {
      planned = true;
      ScheduledFuture<?> unused =
          parts
              .threads()
              .lane()
              .schedule(() -> confirmNow(greeted), FLUSH_MS, TimeUnit.MILLISECONDS);
    }
  }

  private void confirmNow(Route greeted) {
    planned = false;
    if (over) {
      return;
    }
    try {
      confirm(greeted);
    } catch (IOException e) {
      parts.failed().accept(e);
    }
  }

  private void confirm(Route greeted) throws IOException {
    inboxes.flush();
    answers.say().accept(new Frame.Receipt(inboxes.mark(greeted)));
  }

  private void refuse(Busy why) throws IOException {
    over = true;
    if (route != null) {
      confirm(route);
    }
    answers.say().accept(new Frame.Wait(why));
    answers.end().run();
  }

  private void fault(Misbehaviour fault) throws IOException {
    over = true;
    inboxes.flush();
    answers.fault().accept(fault);
  }
}
