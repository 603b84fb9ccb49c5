package network.clawnet.core.message.post;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import network.clawnet.core.codec.DecodeException;
import network.clawnet.core.identity.PeerId;
import network.clawnet.core.message.Frame;
import network.clawnet.core.message.Mark;
import network.clawnet.core.message.OutRoute;
import network.clawnet.core.message.OutRoute.Effect;
import network.clawnet.core.message.Residence;
import network.clawnet.core.message.Route;
import network.clawnet.core.message.SealedMessage;
import network.clawnet.core.port.Misbehaviour;
import network.clawnet.core.port.Store.Write;
import org.jspecify.annotations.Nullable;

/** The sender's end of one route: does what its machine says. One owner thread. */
final class OutLine {
  private static final Misbehaviour PROTOCOL = new Misbehaviour("message-protocol", 20);

  private final Route route;
  private final PostParts parts;
  private final PostStore store;
  private final Presence presence;
  private final Dialer dialer;
  private final OutRoute machine = new OutRoute();
  private final Map<Mark, Waiting> waiting = new TreeMap<>();
  private final Deque<PeerId> candidates = new ArrayDeque<>();
  private final List<Effect> begun = new ArrayList<>();
  private @Nullable Carrier carrier;
  private int attempt;

  private record Waiting(String id, long sentAt) {}

  /** One way to the other end. */
  interface Carrier {
    /** Sends a frame; what cannot be sent ends the stream. */
    void send(Frame frame);

    /** Ends the stream. */
    void end();

    /** Ends the stream and counts a fault against whoever is at the other end. */
    void fault(Misbehaviour fault);

    PeerId peer();
  }

  /** What comes from the other end. */
  interface Listener {
    void frame(Frame frame) throws IOException;

    void ended() throws IOException;
  }

  /** Opens ways to other ends. */
  interface Dialer {
    /** Completes on the owner thread; empty if it did not work. */
    void dial(PeerId peer, Listener listener, Taker taker) throws IOException;

    /** Takes what came of it. */
    interface Taker {
      void take(Optional<Carrier> carrier) throws IOException;
    }
  }

  OutLine(Route route, PostParts parts, PostStore store, Presence presence, Dialer dialer) {
    this.route = route;
    this.parts = parts;
    this.store = store;
    this.presence = presence;
    this.dialer = dialer;
  }

  int size() {
    return waiting.size();
  }

  /** Sends a message that is on disk. */
  void submit(SealedMessage message, int bytes) throws IOException {
    Mark mark = message.head().mark();
    waiting.put(mark, new Waiting(message.head().id(), message.head().sentAt()));
    run(machine.submit(mark, bytes));
  }

  /** Takes up a message that waited when the node stopped; {@link #begin} sends it. */
  void resume(SealedMessage message, int bytes) {
    Mark mark = message.head().mark();
    waiting.put(mark, new Waiting(message.head().id(), message.head().sentAt()));
    begun.addAll(machine.submit(mark, bytes));
  }

  /** Sends what {@link #resume} took up. */
  void begin() throws IOException {
    List<Effect> effects = List.copyOf(begun);
    begun.clear();
    run(effects);
  }

  /** A peer has connected: if it may be the receiver's node, there is no need to wait. */
  void hurryIf(PeerId peer) throws IOException {
    if (machine.phase() == OutRoute.Phase.WAITING && presence.mayLiveAt(route.to(), peer)) {
      hurry();
    }
  }

  /** The receiver was heard of. */
  void hurry() throws IOException {
    run(machine.hurry());
  }

  private void run(List<Effect> effects) throws IOException {
    List<Write> rows = new ArrayList<>();
    for (Effect effect : effects) {
      if (effect instanceof Effect.Seek) {
        seek();
      } else if (effect instanceof Effect.Send it) {
        send(it.mark());
      } else if (effect instanceof Effect.Delivered it) {
        settle(it.mark(), Sending.State.DELIVERED, rows);
      } else if (effect instanceof Effect.Refused it) {
        settle(it.mark(), Sending.State.REFUSED, rows);
      } else if (effect instanceof Effect.Expired it) {
        settle(it.mark(), Sending.State.EXPIRED, rows);
      } else if (effect instanceof Effect.Wake it) {
        wake(it.at());
      }
    }
    if (!rows.isEmpty()) {
      store.write(rows, false); // lost with the power, it is asked and told again
    }
  }

  private void settle(Mark mark, Sending.State state, List<Write> rows) {
    Waiting gone = waiting.remove(mark);
    rows.add(PostStore.gone(route, mark));
    if (gone != null) {
      rows.add(PostStore.status(gone.id(), new Sending(state, parts.now())));
    }
  }

  private void send(Mark mark) throws IOException {
    byte[] bytes =
        store.waiting(route, mark).orElseThrow(() -> new IOException("a message was lost"));
    try {
      if (carrier != null) {
        carrier.send(new Frame.Push(SealedMessage.parse(bytes)));
      }
    } catch (DecodeException e) {
      throw new IOException("a message row is damaged", e);
    }
  }

  private void wake(long at) {
    long delay = Math.max(0, at - parts.now());
    ScheduledFuture<?> unused =
        parts.threads().lane().schedule(() -> guarded(this::tick), delay, TimeUnit.MILLISECONDS);
  }

  private void tick() throws IOException {
    long now = parts.now();
    List<Mark> late =
        waiting.entrySet().stream()
            .takeWhile(it -> it.getValue().sentAt() + PostOffice.LONGEST_MS <= now)
            .map(Map.Entry::getKey)
            .toList();
    for (Mark mark : late) {
      run(machine.expire(mark));
    }
    run(machine.tick(now));
  }

  private void seek() throws IOException {
    int mine = ++attempt;
    candidates.clear();
    if (presence.own(route.from()).isEmpty()) {
      lost();
      return;
    }
    if (presence.own(route.to()).isPresent()) {
      candidates.add(parts.peers().network().self());
      tryNext(mine);
      return;
    }
    var unused =
        presence
            .candidates(route.to())
            .whenComplete(
                (found, fault) ->
                    onLane(
                        () -> {
                          if (mine == attempt) {
                            candidates.addAll(found == null ? List.of() : found);
                            tryNext(mine);
                          }
                        }));
  }

  private void tryNext(int mine) throws IOException {
    PeerId next = candidates.poll();
    if (next == null) {
      lost();
      return;
    }
    dialer.dial(
        next,
        new Line(mine),
        opened -> {
          if (mine != attempt) {
            opened.ifPresent(Carrier::end);
          } else if (opened.isEmpty()) {
            tryNext(mine);
          } else {
            greet(opened.get());
          }
        });
  }

  private void greet(Carrier opened) throws IOException {
    Residence own = presence.own(route.from()).orElse(null);
    if (own == null) {
      opened.end();
      lost();
      return;
    }
    carrier = opened;
    opened.send(new Frame.Hello(own, route.to()));
  }

  private void lost() throws IOException {
    attempt++;
    carrier = null;
    run(machine.lost(parts.now()));
  }

  private void onLane(Step step) {
    parts.threads().lane().execute(() -> guarded(step));
  }

  private void guarded(Step step) {
    try {
      step.run();
    } catch (IOException e) {
      parts.failed().accept(e);
    }
  }

  /** Something that may find the disk broken. */
  private interface Step {
    void run() throws IOException;
  }

  /** What comes on the stream of one attempt. */
  private final class Line implements Listener {
    private final int mine;

    Line(int mine) {
      this.mine = mine;
    }

    @Override
    public void frame(Frame frame) throws IOException {
      if (mine != attempt || carrier == null) {
        return;
      }
      if (frame instanceof Frame.Welcome it) {
        welcomed(carrier, it);
      } else if (frame instanceof Frame.Receipt it) {
        run(machine.receipt(it.mark()));
      } else if (frame instanceof Frame.Refused it) {
        run(machine.refused(it.mark()));
      } else if (frame instanceof Frame.Wait) {
        failed();
      } else {
        carrier.fault(PROTOCOL);
        failed();
      }
    }

    @Override
    public void ended() throws IOException {
      if (mine == attempt) {
        failed();
      }
    }

    private void welcomed(Carrier open, Frame.Welcome welcome) throws IOException {
      Residence to = welcome.to();
      boolean proved =
          to.did().equals(route.to())
              && to.peer().equals(open.peer())
              && to.holds(parts.now(), parts.chainId());
      if (!proved || machine.phase() != OutRoute.Phase.SEEKING) {
        open.fault(PROTOCOL);
        failed();
        return;
      }
      presence.learn(to);
      run(machine.welcomed(welcome.mark()));
    }

    /** Tries the next node while none has greeted back. */
    private void failed() throws IOException {
      Carrier open = carrier;
      carrier = null;
      if (open != null) {
        open.end();
      }
      if (machine.phase() == OutRoute.Phase.SEEKING) {
        tryNext(++attempt);
      } else {
        lost();
      }
    }
  }
}
