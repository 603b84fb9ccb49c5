package network.clawnet.daemon.call;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import network.clawnet.core.crypto.Entropy;
import network.clawnet.core.crypto.Hash;
import network.clawnet.core.event.Cosign;
import network.clawnet.core.identity.Did;
import network.clawnet.core.port.Store;
import network.clawnet.core.state.StateView;
import network.clawnet.daemon.app.AccountKeys;
import network.clawnet.daemon.app.Caller;
import network.clawnet.daemon.app.Intent;
import network.clawnet.daemon.app.Refused;
import network.clawnet.daemon.app.SubmitOptions;
import network.clawnet.daemon.app.message.Calls;
import network.clawnet.daemon.message.Desk;
import network.clawnet.daemon.message.MailRoom;
import network.clawnet.market.lease.Lease;
import network.clawnet.market.lease.LeaseAction;
import network.clawnet.market.lease.LeaseCodes;
import network.clawnet.market.lease.Leases;
import org.jspecify.annotations.Nullable;

/** Calls by and of this node's accounts. Any thread; what happens runs on the mail room's. */
public final class CallRoom implements Calls {
  private final CallBook book;
  private final Leasing leasing;
  private final AccountKeys keys;
  private final MailRoom mail;
  private final Renter renter;
  private final Provider provider;

  /**
   * What it stands on.
   *
   * @param store the node database
   * @param state what is final; any thread
   * @param chain that consents name
   */
  public record Ground(Store store, StateView state, String chain, Entropy entropy) {}

  public CallRoom(Ground ground, AccountKeys keys, MailRoom mail) {
    this.book = new CallBook(ground.store());
    this.leasing = new Leasing(id -> Leases.get(ground.state(), id), ground.chain());
    this.keys = keys;
    this.mail = mail;
    CallPost post = CallPost.of(mail);
    this.renter = new Renter(book, leasing, post, ground.entropy());
    this.provider = new Provider(book, leasing, post, new Endpoint()::ask);
  }

  /** Returns who takes the letters of calls. */
  public Map<String, Desk> desks() {
    return Map.of(CallLetter.TYPE, provider, AnswerLetter.TYPE, renter);
  }

  /** Goes on with what was under way when the node stopped. */
  public void start() {
    mail.run(renter::resume);
    mail.run(provider::resume);
  }

  @Override
  public CompletableFuture<Outcome> call(Asked asked, Caller caller, Duration wait) {
    return mail.ask(() -> renter.prepare(asked))
        .thenCompose(
            units ->
                consent(asked, units, caller)
                    .thenCompose(sig -> mail.ask(() -> renter.call(asked, units, sig)))
                    .whenComplete((done, fault) -> abandon(asked.lease(), fault)))
        .thenCompose(call -> outcome(call, wait));
  }

  /** Signs the total that the call costs; a subscription costs nothing more. */
  private CompletableFuture<byte[]> consent(Asked asked, long units, Caller caller) {
    if (units == 0) {
      return CompletableFuture.completedFuture(new byte[CallLetter.CONSENT_BYTES]);
    }
    Intent intent =
        Intent.of(asked.renter(), LeaseAction.METER.type(), Leasing.meter(asked.lease(), units));
    return keys.cosign(intent, new SubmitOptions(caller, null, Optional.empty(), Optional.empty()));
  }

  private void abandon(Hash lease, @Nullable Throwable fault) {
    if (fault != null) {
      mail.run(() -> renter.abandon(lease));
    }
  }

  /** Waits for the answer; after that it is told as one that waits. */
  private CompletableFuture<Outcome> outcome(Renter.Call call, Duration wait) {
    Outcome still = new Outcome(call.id(), State.WAITING, 0, new byte[0], call.units());
    return call.answered()
        .copy()
        .completeOnTimeout(still, wait.toMillis(), TimeUnit.MILLISECONDS)
        .whenComplete((done, fault) -> mail.run(() -> renter.forget(call.id())));
  }

  @Override
  public Usage usage(Did party, Hash id) throws IOException, Refused {
    Lease lease = leasing.find(id).orElseThrow(() -> Renter.missing(id));
    if (lease.rental().renter().equals(party)) {
      Optional<Made> made = book.made(id);
      return new Usage(made.map(Made::units).orElse(0L), Optional.empty(), made.map(Made::outcome));
    }
    if (!lease.rental().provider().equals(party)) {
      throw new Refused(LeaseCodes.NOT_PARTY, "only renter and provider know of its use");
    }
    Served served = book.served(id).orElseGet(Served::none);
    Optional<Cosign> consent =
        served.units() > 0 && !lease.rental().isSubscription()
            ? Optional.of(new Cosign(lease.rental().renter(), served.consent()))
            : Optional.empty();
    return new Usage(served.units(), consent, Optional.empty());
  }

  @Override
  public CompletableFuture<Void> listen(Hash listing, Optional<URI> url) {
    return mail.ask(
            () -> {
              book.write(CallBook.endpoint(listing, url));
              return true;
            })
        .thenAccept(done -> {});
  }
}
