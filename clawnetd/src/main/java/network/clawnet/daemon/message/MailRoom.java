package network.clawnet.daemon.message;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import network.clawnet.core.crypto.SigningKey;
import network.clawnet.core.identity.Did;
import network.clawnet.core.message.Letter;
import network.clawnet.core.message.Route;
import network.clawnet.core.message.post.Admission;
import network.clawnet.core.message.post.PostFull;
import network.clawnet.core.message.post.PostOffice;
import network.clawnet.core.message.post.PostParts;
import network.clawnet.core.message.post.Received;
import network.clawnet.daemon.app.AppCodes;
import network.clawnet.daemon.app.Refused;
import network.clawnet.daemon.app.message.Messages;
import network.clawnet.daemon.submit.KeyAccess;
import org.jspecify.annotations.Nullable;

/**
 * Messages of this node's accounts. An account lives here from its first unlocking on; its word is
 * renewed every {@link #RENEW_HOURS} hours while it is unlocked, and holds for 30 days. Any thread.
 */
public final class MailRoom implements Messages, AutoCloseable {
  /** How often the words of unlocked accounts are renewed. */
  static final int RENEW_HOURS = 12;

  private static final int LOOK_SECONDS = 5;
  private static final int SORT_MILLIS = 500;
  private static final int CLOSE_SECONDS = 10;

  private final PostOffice office;
  private final Admission admission;
  private final KeyAccess keys;
  private final Supplier<Set<Did>> unlocked;
  private final LongSupplier now;
  private final Map<Did, Long> settled = new HashMap<>();
  private final ScheduledFuture<?> looking;
  private final Consumer<Throwable> failed;
  private volatile Set<String> ownTypes = Set.of();
  private final ScheduledExecutorService letters =
      Executors.newSingleThreadScheduledExecutor(work -> new Thread(work, "letters"));

  /**
   * Whose keys there are.
   *
   * @param unlocked accounts whose keys are in memory now
   */
  public record Keys(KeyAccess access, Supplier<Set<Did>> unlocked) {}

  /** Something that may find the disk broken. */
  public interface Step {
    void run() throws IOException;
  }

  private MailRoom(PostOffice office, PostParts parts, Keys keys) {
    this.office = office;
    this.failed = parts.failed();
    this.admission = parts.admission();
    this.keys = keys.access();
    this.unlocked = keys.unlocked();
    this.now = () -> parts.threads().clock().millis();
    this.looking =
        parts
            .threads()
            .lane()
            .scheduleWithFixedDelay(this::settle, 0, LOOK_SECONDS, TimeUnit.SECONDS);
  }

  /** Opens the post office and takes in the accounts that are unlocked, now and later. */
  public static MailRoom open(PostParts parts, Keys keys) throws IOException {
    return new MailRoom(PostOffice.open(parts), parts, keys);
  }

  /**
   * Begins to look at what comes; to be called once the ledger can be asked.
   *
   * @param desks by the type of letter; such letters are shown to nobody else
   */
  public void start(Map<String, Desk> desks) {
    Sorter sorter = new Sorter(office, keys, unlocked, desks);
    ownTypes = Set.copyOf(desks.keySet());
    every(SORT_MILLIS, sorter::tick);
    office.onArrival(did -> run(() -> sorter.arrived(did)));
  }

  /** Runs something on the thread that sorts letters, again and again. */
  public void every(long millis, Step step) {
    ScheduledFuture<?> unused =
        letters.scheduleWithFixedDelay(guarded(step), millis, millis, TimeUnit.MILLISECONDS);
  }

  /** Runs something on the thread that sorts letters; not at all once the node stops. */
  public void run(Step step) {
    try {
      letters.execute(guarded(step));
    } catch (RejectedExecutionException e) {
      // the node is stopping
    }
  }

  /** Something that is answered. */
  public interface Work<T> {
    T run() throws IOException, Refused;
  }

  /** Works something out on the thread that sorts letters. */
  public <T> CompletableFuture<T> ask(Work<T> work) {
    CompletableFuture<T> out = new CompletableFuture<>();
    run(
        () -> {
          try {
            out.complete(work.run());
          } catch (Refused e) {
            out.completeExceptionally(e);
          } catch (IOException e) {
            out.completeExceptionally(e);
            throw e;
          }
        });
    return out;
  }

  private Runnable guarded(Step step) {
    return () -> {
      try {
        step.run();
      } catch (IOException | RuntimeException e) {
        if (!letters.isShutdown()) {
          failed.accept(e);
        }
      }
    };
  }

  @Override
  public CompletableFuture<String> send(Draft draft, char @Nullable [] passphrase) {
    Route route = new Route(draft.from(), draft.to());
    if (admission.ask(route, draft.deal()) != Admission.Answer.YES) {
      return CompletableFuture.failedFuture(
          new Refused(
              AppCodes.MESSAGE_NO_DEAL,
              "you and the receiver are not parties of an order, lease or contract of this id"));
    }
    return keys.open(draft.from(), passphrase)
        .thenCompose(key -> send(key, draft))
        .exceptionallyCompose(MailRoom::refusal);
  }

  private CompletableFuture<String> send(SigningKey key, Draft draft) {
    return office
        .send(key, draft.to(), draft.deal(), new Letter(draft.type(), draft.body()))
        .whenComplete((id, fault) -> key.destroy());
  }

  private static <T> CompletableFuture<T> refusal(Throwable fault) {
    Throwable cause =
        fault instanceof CompletionException it && it.getCause() != null ? it.getCause() : fault;
    return CompletableFuture.failedFuture(
        cause instanceof PostFull
            ? new Refused(AppCodes.OVERLOADED, String.valueOf(cause.getMessage()))
            : cause);
  }

  @Override
  public Optional<State> state(String id) throws IOException {
    return office.status(id).map(it -> new State(it.state().text(), it.at()));
  }

  @Override
  public CompletableFuture<List<Opened>> inbox(Did of, long after, int limit) {
    return keys.open(of, null)
        .thenApply(
            key -> {
              try {
                return opened(of, after, limit, key);
              } catch (IOException e) {
                throw new CompletionException(e);
              } finally {
                key.destroy();
              }
            });
  }

  private List<Opened> opened(Did of, long after, int limit, SigningKey key) throws IOException {
    List<Opened> out = new ArrayList<>();
    List<Received> sealed = office.inbox(of, after, limit);
    while (!sealed.isEmpty() && out.size() < limit) {
      open(sealed, key, out);
      sealed = office.inbox(of, sealed.get(sealed.size() - 1).number(), limit - out.size());
    }
    return out;
  }

  private void open(List<Received> sealed, SigningKey key, List<Opened> out) {
    for (Received received : sealed) {
      received
          .message()
          .open(key)
          .filter(letter -> !ownTypes.contains(letter.type()))
          .ifPresent(
              letter ->
                  out.add(
                      new Opened(
                          received.number(),
                          received.receivedAt(),
                          received.message().head().id(),
                          received.message().head().route().from(),
                          received.message().head().deal(),
                          received.message().head().sentAt(),
                          letter.type(),
                          letter.body())));
    }
  }

  /** Takes in accounts that have been unlocked, and renews their words. */
  private void settle() {
    long time = now.getAsLong();
    for (Did did : unlocked.get()) {
      Long before = settled.get(did);
      if (before == null || time - before >= TimeUnit.HOURS.toMillis(RENEW_HOURS)) {
        settled.put(did, time);
        CompletableFuture<Boolean> unused =
            keys.open(did, null)
                .thenCompose(key -> office.settle(key).whenComplete((done, fault) -> key.destroy()))
                .handle((done, fault) -> fault == null);
      }
    }
  }

  @Override
  public void close() {
    looking.cancel(false);
    letters.shutdown();
    try {
      if (!letters.awaitTermination(CLOSE_SECONDS, TimeUnit.SECONDS)) {
        letters.shutdownNow();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    office.close();
  }
}
