package network.clawnet.core.message.post;

import java.io.IOException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import network.clawnet.core.crypto.Hash;
import network.clawnet.core.crypto.SigningKey;
import network.clawnet.core.identity.Did;
import network.clawnet.core.identity.PeerId;
import network.clawnet.core.message.Frame;
import network.clawnet.core.message.Letter;
import network.clawnet.core.message.Residence;
import network.clawnet.core.message.Route;
import network.clawnet.core.message.SealedMessage;
import network.clawnet.core.port.PeerEvents;
import network.clawnet.core.port.Registration;
import network.clawnet.core.port.Store.Write;

/**
 * Sends and keeps private messages of this node's DIDs. Every message reaches the receiver's inbox
 * once, and those of one sender in the order of their sending, however often nodes and streams
 * break. Any thread; what happens, happens on the thread of {@link PostParts.Threads}. Stages fail
 * with {@link IOException} if the disk does, or with {@link PostFull}.
 */
public final class PostOffice implements AutoCloseable {
  /** Most messages that may wait for one receiver from one sender. */
  public static final int MAX_WAITING = 20_000;

  /** How long a message is tried to be delivered, milliseconds. */
  public static final long LONGEST_MS = 7L * 86_400_000;

  private static final int CLOSE_SECONDS = 10;

  private final PostParts parts;
  private final PostStore store;
  private final Presence presence;
  private final Inboxes inboxes;
  private final StreamDialer streams;
  private final Map<Route, OutLine> lines = new HashMap<>();
  private final Marks marks;
  private final PostBatch posted;
  private Registration listening = () -> {};
  private Registration watching = () -> {};

  /** Something to be sealed. */
  private record Job(
      SigningKey from, Did to, Hash deal, Letter letter, CompletableFuture<String> done) {}

  private PostOffice(PostParts parts, PostStore store, Inboxes inboxes) {
    this.parts = parts;
    this.store = store;
    this.inboxes = inboxes;
    this.presence = new Presence(parts, store);
    this.streams = new StreamDialer(parts);
    this.marks = new Marks(parts.now());
    this.posted = new PostBatch(parts, store);
  }

  /**
   * Opens with what the store holds, and goes on with what waits.
   *
   * @throws IOException if the store cannot be read
   */
  public static PostOffice open(PostParts parts) throws IOException {
    PostStore store = new PostStore(parts.store());
    store.prune(parts.now() - Sending.KEPT_MS);
    PostOffice office = new PostOffice(parts, store, Inboxes.open(store));
    office.start();
    return office;
  }

  /**
   * Lets a DID's messages live here: its key signs a word that holds for {@link Residence#MAX_MS}.
   * To be repeated before that.
   */
  public CompletableFuture<Void> settle(SigningKey key) {
    return onLane(
            () -> {
              PeerId self = parts.peers().network().self();
              presence.settle(
                  Residence.sign(key, self, parts.now(), Residence.MAX_MS, parts.chainId()));
              for (OutLine line : lines.values()) {
                line.hurry();
              }
              return true;
            })
        .thenAccept(done -> {});
  }

  /**
   * Seals and signs a letter, and completes with its id once it is on disk. The key is not kept.
   *
   * @param deal what it belongs to, of which both must be parties
   */
  public CompletableFuture<String> send(SigningKey from, Did to, Hash deal, Letter letter) {
    CompletableFuture<String> done = new CompletableFuture<>();
    Job job = new Job(from, to, deal, letter, done);
    return onLane(
            () -> {
              sendNow(job);
              return true;
            })
        .thenCompose(posting -> done);
  }

  /** Returns what became of a message; empty if it was not sent from here or is forgotten. */
  public Optional<Sending> status(String id) throws IOException {
    return store.status(id);
  }

  /**
   * Returns what came for a DID, sealed, in the order of its coming.
   *
   * @param after number of the last one that is known; 0 for none
   * @param limit most messages
   */
  public List<Received> inbox(Did to, long after, int limit) throws IOException {
    return store.arrived(to, after, limit);
  }

  /** Discards what came for a DID up to a number; the newest stays. */
  public CompletableFuture<Void> discard(Did to, long upTo) {
    return onLane(
            () -> {
              inboxes.discard(to, upTo);
              return true;
            })
        .thenAccept(done -> {});
  }

  /**
   * Takes one message out of its inbox, in one write with what its reader makes of it; numbers go
   * on as before.
   *
   * @param with further rows of the same database
   */
  public CompletableFuture<Void> take(Received received, List<Write> with) {
    return onLane(
            () -> {
              inboxes.remove(received, with);
              return true;
            })
        .thenAccept(done -> {});
  }

  /** Tells from now on for whom something came; called on the thread, and must not block. */
  public void onArrival(Consumer<Did> listener) {
    CompletableFuture<Boolean> unused =
        onLane(
            () -> {
              inboxes.listen(listener);
              return true;
            });
  }

  /** Ends; what waits goes on at the next opening. */
  @Override
  public void close() {
    listening.close();
    watching.close();
    ScheduledExecutorService lane = parts.threads().lane();
    lane.shutdownNow();
    try {
      if (!lane.awaitTermination(CLOSE_SECONDS, TimeUnit.SECONDS)) {
        parts.failed().accept(new IOException("the post office does not end"));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    streams.close();
  }

  private void start() throws IOException {
    store.eachWaiting(
        (message, bytes) -> {
          Route route = message.head().route();
          marks.used(route, message.head().mark());
          line(route).resume(message, bytes);
        });
    listening = streams.listen(this::accept);
    watching = parts.peers().network().watch(new Returns());
    CompletableFuture<Boolean> unused =
        onLane(
            () -> {
              presence.announce();
              for (OutLine line : lines.values()) {
                line.begin();
              }
              return true;
            });
  }

  private void sendNow(Job job) throws IOException {
    Route route = new Route(new Did(job.from().publicKey()), job.to());
    OutLine line = line(route);
    if (line.size() >= MAX_WAITING) {
      throw new PostFull();
    }
    String id = HexFormat.of().formatHex(parts.threads().entropy().bytes(SealedMessage.ID_BYTES));
    SealedMessage.Head head =
        new SealedMessage.Head(id, route, job.deal(), marks.next(route), parts.now());
    SealedMessage message =
        SealedMessage.seal(
            head, job.letter(), job.from(), parts.threads().entropy(), parts.chainId());
    posted.add(new PostBatch.Posted(message, line, job.done()));
  }

  private OutLine line(Route route) {
    return lines.computeIfAbsent(route, it -> new OutLine(it, parts, store, presence, this::dial));
  }

  private void dial(PeerId peer, OutLine.Listener listener, OutLine.Dialer.Taker taker)
      throws IOException {
    if (peer.equals(parts.peers().network().self())) {
      LocalPair pair = new LocalPair(parts, listener);
      pair.connect(accept(pair.inbound()));
      taker.take(Optional.of(pair.outbound()));
    } else {
      streams.dial(peer, listener, taker);
    }
  }

  private OutLine.Listener accept(OutLine.Carrier carrier) {
    InLine line =
        new InLine(
            parts,
            store,
            inboxes,
            carrier.peer(),
            new InLine.Answers(carrier::send, carrier::end, carrier::fault));
    return new OutLine.Listener() {
      @Override
      public void frame(Frame frame) throws IOException {
        line.take(frame);
      }

      @Override
      public void ended() throws IOException {
        line.ended();
      }
    };
  }

  /** Something that may find the disk broken. */
  private interface Work<T> {
    T run() throws IOException;
  }

  private <T> CompletableFuture<T> onLane(Work<T> work) {
    CompletableFuture<T> out = new CompletableFuture<>();
    try {
      parts
          .threads()
          .lane()
          .execute(
              () -> {
                try {
                  out.complete(work.run());
                } catch (IOException | RuntimeException e) {
                  out.completeExceptionally(e);
                }
              });
    } catch (RejectedExecutionException e) {
      out.completeExceptionally(new IOException("the post office is closed", e));
    }
    return out;
  }

  /** Hurries what waits when a peer comes back: it may be the one. */
  private final class Returns implements PeerEvents {
    @Override
    public void connected(PeerId peer) {
      CompletableFuture<Boolean> unused =
          onLane(
              () -> {
                for (OutLine line : lines.values()) {
                  line.hurryIf(peer);
                }
                return true;
              });
    }

    @Override
    public void identified(PeerId peer, List<String> protocols) {
      // the stream finds out
    }

    @Override
    public void disconnected(PeerId peer) {
      // the stream finds out
    }
  }
}
