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
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
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

  private final PostOffice office;
  private final Admission admission;
  private final KeyAccess keys;
  private final Supplier<Set<Did>> unlocked;
  private final Supplier<Long> now;
  private final Map<Did, Long> settled = new HashMap<>();
  private final ScheduledFuture<?> looking;

  /**
   * Whose keys there are.
   *
   * @param unlocked accounts whose keys are in memory now
   */
  public record Keys(KeyAccess access, Supplier<Set<Did>> unlocked) {}

  private MailRoom(PostOffice office, PostParts parts, Keys keys) {
    this.office = office;
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
                return opened(office.inbox(of, after, limit), key);
              } catch (IOException e) {
                throw new CompletionException(e);
              } finally {
                key.destroy();
              }
            });
  }

  private static List<Opened> opened(List<Received> sealed, SigningKey key) {
    List<Opened> out = new ArrayList<>();
    for (Received received : sealed) {
      received
          .message()
          .open(key)
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
    return out;
  }

  /** Takes in accounts that have been unlocked, and renews their words. */
  private void settle() {
    long time = now.get();
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
    office.close();
  }
}
