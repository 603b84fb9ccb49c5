package network.clawnet.daemon.limit;

import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import network.clawnet.core.crypto.Hash;
import network.clawnet.core.genesis.Faucet;
import network.clawnet.core.identity.Did;
import network.clawnet.core.ledger.PreparedEvent;
import network.clawnet.core.port.Store;
import network.clawnet.core.units.Tokens;
import network.clawnet.daemon.app.AppCodes;
import network.clawnet.daemon.app.Caller;
import network.clawnet.daemon.app.Credentials;
import network.clawnet.daemon.app.Intent;
import network.clawnet.daemon.app.Refused;
import network.clawnet.daemon.audit.Signature;
import network.clawnet.daemon.audit.SignatureLog;
import network.clawnet.daemon.submit.SpendingGuard;
import org.jspecify.annotations.Nullable;

/**
 * Limits on what leaves this node's accounts in any 24 hours, over restarts, and what credentials
 * may sign. An amount counts from the moment it is asked for; it counts on if its event is dropped
 * later, because somebody may still bring that event to the ledger. Fees do not count. Any thread.
 */
public final class SpendingLimits implements SpendingGuard {
  /** Purses with spending that are kept in memory. */
  private static final int MAX_PURSES = 100_000;

  private final Store store;
  private final SpendingTerms terms;
  private final SignatureLog log;
  private final InstantSource clock;
  private final Map<Purse, RollingDay> days;
  private final List<Store.Write> stale = new ArrayList<>();

  /** Guards the days, their steps and the stale rows; never held over disk access. */
  private final ReentrantLock lock = new ReentrantLock();

  private SpendingLimits(
      Store store,
      SpendingTerms terms,
      SignatureLog log,
      InstantSource clock,
      Map<Purse, RollingDay> days) {
    this.store = store;
    this.terms = terms;
    this.log = log;
    this.clock = clock;
    this.days = days;
  }

  /**
   * Starts with what the node database knows of the last 24 hours.
   *
   * @param store the node database
   */
  public static SpendingLimits open(
      Store store, SpendingTerms terms, SignatureLog log, InstantSource clock) throws IOException {
    return new SpendingLimits(store, terms, log, clock, SpendingRows.load(store, clock.millis()));
  }

  @Override
  public Claim claim(Intent intent, Caller caller) throws Refused {
    Credentials.@Nullable Terms credential = credential(intent, caller);
    Tokens amount = EventUse.of(intent.type()).outflow(intent.payload());
    List<Part> parts =
        amount.isZero() ? List.of() : count(amount, limits(intent, caller, credential));
    return new Counted(intent, caller, amount, parts);
  }

  /**
   * Allows an account to consent to another's event and writes it down, durably.
   *
   * @throws Refused with {@code FORBIDDEN}, {@code TYPE_UNKNOWN}, {@code INVALID_REQUEST}
   */
  public void consent(Intent intent, Caller caller) throws Refused, IOException {
    credential(intent, caller);
    EventUse.of(intent.type()).requireConsentable(intent.type());
    List<Store.Write> batch = new ArrayList<>();
    log.append(signature(intent, caller, "cosign " + intent.type(), Optional.empty()), batch);
    store.write(batch, true);
  }

  @Override
  public void outcome(Hash event, String outcome) {
    log.dropped(event, outcome);
  }

  /** Checks that a credential may sign this, and returns its terms; null for the operator. */
  private Credentials.@Nullable Terms credential(Intent intent, Caller caller) throws Refused {
    if (!(caller instanceof Caller.Bearer bearer)) {
      return null;
    }
    Credentials.Terms found =
        terms
            .credentials()
            .valid(bearer.id())
            .orElseThrow(
                () ->
                    new Refused(
                        AppCodes.UNAUTHORIZED, "this credential is unknown, revoked or expired"));
    if (!found.did().equals(intent.issuer())) {
      throw new Refused(
          AppCodes.FORBIDDEN, "this credential acts for " + found.did() + " and no other account");
    }
    EventUse.of(intent.type());
    Optional<Credentials.Scope> scope = EventUse.scope(intent.type());
    if (scope.isEmpty() || !found.scopes().contains(scope.get())) {
      throw new Refused(
          AppCodes.FORBIDDEN,
          "the scopes of this credential do not allow events of type \"" + intent.type() + "\"");
    }
    return found;
  }

  private List<Limit> limits(Intent intent, Caller caller, Credentials.@Nullable Terms credential) {
    List<Limit> out = new ArrayList<>();
    Optional<Faucet> faucet = terms.faucet().filter(it -> it.account().equals(intent.issuer()));
    Optional<Did> receiver = EventUse.receiver(intent.payload());
    if (faucet.isPresent() && receiver.isPresent()) {
      out.add(
          new Limit(
              Purse.gifts(receiver.get()),
              Optional.of(new Tokens(faucet.get().maxPerRequest())),
              Optional.of(new Tokens(faucet.get().maxPerDay()))));
    } else {
      out.add(
          new Limit(
              Purse.account(intent.issuer()),
              Optional.ofNullable(terms.accounts().maxTransferPerTx()),
              Optional.ofNullable(terms.accounts().maxTransferPerDay())));
    }
    if (credential != null && caller instanceof Caller.Bearer bearer) {
      out.add(
          new Limit(Purse.credential(bearer.id()), credential.maxPerTx(), credential.maxPerDay()));
    }
    return out;
  }

  /** An amount in one purse's window. */
  private record Part(Purse purse, RollingDay day, RollingDay.Step step) {}

  private List<Part> count(Tokens amount, List<Limit> limits) throws Refused {
    lock.lock();
    try {
      long now = clock.millis();
      makeRoom(limits.size(), now);
      List<RollingDay> found = new ArrayList<>();
      for (Limit limit : limits) {
        RollingDay day = days.getOrDefault(limit.purse(), new RollingDay());
        expire(limit.purse(), day, now);
        limit.require(amount, day);
        found.add(day);
      }
      List<Part> parts = new ArrayList<>();
      for (int i = 0; i < found.size(); i++) {
        Purse purse = limits.get(i).purse();
        days.put(purse, found.get(i));
        parts.add(new Part(purse, found.get(i), found.get(i).count(now, amount.value())));
      }
      return parts;
    } finally {
      lock.unlock();
    }
  }

  private void expire(Purse purse, RollingDay day, long now) {
    for (long second : day.expire(now)) {
      stale.add(SpendingRows.delete(purse, second));
    }
  }

  private void makeRoom(int needed, long now) throws Refused {
    if (days.size() + needed <= MAX_PURSES) {
      return;
    }
    Iterator<Map.Entry<Purse, RollingDay>> all = days.entrySet().iterator();
    while (all.hasNext()) {
      Map.Entry<Purse, RollingDay> entry = all.next();
      expire(entry.getKey(), entry.getValue(), now);
      if (entry.getValue().isEmpty()) {
        all.remove();
      }
    }
    if (days.size() + needed > MAX_PURSES) {
      throw new Refused(AppCodes.OVERLOADED, "too many accounts moved money today");
    }
  }

  private Signature signature(Intent intent, Caller caller, String type, Optional<Hash> event) {
    return new Signature(
        clock.millis(),
        intent.issuer(),
        type,
        event,
        EventUse.amount(intent.payload()),
        EventUse.receiver(intent.payload()),
        caller instanceof Caller.Bearer bearer ? Optional.of(bearer.id()) : Optional.empty());
  }

  /** An amount that counts until it is taken back. */
  private final class Counted implements Claim {
    private final Intent intent;
    private final Caller caller;
    private final Tokens amount;
    private final List<Part> parts;

    Counted(Intent intent, Caller caller, Tokens amount, List<Part> parts) {
      this.intent = intent;
      this.caller = caller;
      this.amount = amount;
      this.parts = parts;
    }

    @Override
    public void undo() {
      lock.lock();
      try {
        for (Part part : parts) {
          part.day().undo(part.step(), amount.value());
        }
      } finally {
        lock.unlock();
      }
    }

    @Override
    public void record(PreparedEvent event, List<Store.Write> batch) {
      lock.lock();
      try {
        batch.addAll(stale);
        stale.clear();
        for (Part part : parts) {
          part.day().record(part.step(), amount.value());
          batch.add(SpendingRows.put(part.purse(), part.step()));
        }
      } finally {
        lock.unlock();
      }
      log.append(
          signature(intent, caller, intent.type(), Optional.of(event.event().hash())), batch);
    }
  }
}
