package network.clawnet.wallet.keystore;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.locks.ReentrantLock;
import network.clawnet.core.crypto.Entropy;
import network.clawnet.core.crypto.SigningKey;
import network.clawnet.core.identity.Did;

/**
 * The keys of a running node: unlocked ones until their time is over, and others for a passphrase.
 *
 * <p>A passphrase that was right once costs a hash from then on; a wrong one always costs Argon2
 * and is rate-limited over all accounts together, for they share one passphrase. Any thread; a
 * passphrase that is not yet known blocks for its cost, one caller at a time. Every operation may
 * fail with the {@link KeyFileException} of a damaged or foreign file. Source: decisions in
 * docs/protocol/encoding.md, section 8.
 */
public final class Vault {
  private final KeyStore store;
  private final InstantSource clock;
  private final SortedMap<Did, Unlocked> unlocked = new TreeMap<>();
  private final RememberedKeys remembered;
  private final GuessLimit guesses;

  /** Guards the fields above, for no longer than a hash. */
  private final ReentrantLock state = new ReentrantLock();

  /** Held by the one caller whose passphrase is being tried; taken before {@link #state}. */
  private final ReentrantLock trial = new ReentrantLock(true);

  private record Unlocked(SigningKey key, Instant until) {}

  private interface Trial<T> {
    T run() throws IOException, KeyFileException;
  }

  /**
   * Opens with every account locked.
   *
   * @param entropy a secure random source
   */
  public Vault(KeyStore store, Entropy entropy, InstantSource clock) {
    this.store = store;
    this.clock = clock;
    remembered = new RememberedKeys(entropy);
    guesses = new GuessLimit(clock.instant());
  }

  /** Returns the key of an unlocked account; the caller destroys its copy. */
  public Access<SigningKey> key(Did did) throws IOException {
    state.lock();
    try {
      expire();
      Unlocked it = unlocked.get(did);
      if (it != null) {
        return new Access.Granted<>(it.key().copy());
      }
    } finally {
      state.unlock();
    }
    return Access.refused(
        store.stamp(did).isPresent() ? Access.Reason.LOCKED : Access.Reason.NO_SUCH_ACCOUNT);
  }

  /** Returns the key of an account, unlocked or not; the caller destroys it. */
  public Access<SigningKey> key(Did did, Passphrase passphrase)
      throws IOException, KeyFileException {
    Optional<SigningKey> known = recall(did, passphrase);
    if (known.isPresent()) {
      return new Access.Granted<>(known.get());
    }
    return attempt(
        () -> {
          Optional<SigningKey> meanwhile = recall(did, passphrase);
          if (meanwhile.isPresent()) {
            return meanwhile.get();
          }
          String stamp = store.stamp(did).orElse("");
          SigningKey key = store.unlock(did, passphrase);
          guarded(() -> remembered.remember(did, stamp, passphrase, key));
          return key;
        });
  }

  /**
   * Unlocks an account; the answer holds the time at which it locks again.
   *
   * @param time more than zero; a later call replaces the time of an earlier one
   */
  public Access<Instant> unlock(Did did, Passphrase passphrase, Duration time)
      throws IOException, KeyFileException {
    if (time.isZero() || time.isNegative()) {
      throw new IllegalArgumentException("an account is unlocked for a time above zero");
    }
    Access<SigningKey> access = key(did, passphrase);
    if (access instanceof Access.Refused<SigningKey> refused) {
      return new Access.Refused<>(refused.reason(), refused.retryAfter());
    }
    SigningKey key = ((Access.Granted<SigningKey>) access).value();
    Instant until = clock.instant().plus(time);
    guarded(
        () -> {
          Unlocked before = unlocked.put(did, new Unlocked(key, until));
          if (before != null) {
            before.key().destroy();
          }
        });
    return new Access.Granted<>(until);
  }

  /** Returns the unlocked accounts and when they lock again. */
  public SortedMap<Did, Instant> unlocked() {
    SortedMap<Did, Instant> out = new TreeMap<>();
    guarded(
        () -> {
          expire();
          unlocked.forEach((did, it) -> out.put(did, it.until()));
        });
    return Collections.unmodifiableSortedMap(out);
  }

  /** Locks every account and destroys its key. */
  public void lock() {
    guarded(
        () -> {
          unlocked.values().forEach(it -> it.key().destroy());
          unlocked.clear();
        });
  }

  /** Locks one account; nothing happens if it is locked. */
  public void lock(Did did) {
    guarded(
        () -> {
          Unlocked it = unlocked.remove(did);
          if (it != null) {
            it.key().destroy();
          }
        });
  }

  /** {@link KeyStore#newAccount}, under the rate limit. */
  public Access<AccountEntry> newAccount(Passphrase passphrase)
      throws IOException, KeyFileException {
    return attempt(() -> store.newAccount(passphrase));
  }

  /** {@link KeyStore#export}, under the rate limit. */
  public Access<byte[]> export(Did did, Passphrase passphrase, Passphrase forFile)
      throws IOException, KeyFileException {
    return attempt(() -> store.export(did, passphrase, forFile));
  }

  /** {@link KeyStore#importKey}, under the rate limit. */
  public Access<AccountEntry> importKey(byte[] exported, Passphrase ofFile, Passphrase own)
      throws IOException, KeyFileException {
    return attempt(() -> store.importKey(exported, ofFile, own));
  }

  /**
   * {@link KeyStore#changePassphrase}, under the rate limit. Unlocked accounts stay unlocked; the
   * answer is their number.
   */
  public Access<Integer> changePassphrase(Passphrase old, Passphrase next)
      throws IOException, KeyFileException {
    return attempt(
        () -> {
          try {
            store.changePassphrase(old, next);
          } finally {
            guarded(remembered::forgetAll);
          }
          return unlocked().size();
        });
  }

  private Optional<SigningKey> recall(Did did, Passphrase passphrase) throws IOException {
    String stamp = store.stamp(did).orElse("");
    state.lock();
    try {
      return remembered.recall(did, stamp, passphrase);
    } finally {
      state.unlock();
    }
  }

  private <T> Access<T> attempt(Trial<T> work) throws IOException, KeyFileException {
    trial.lock();
    try {
      Duration wait = guesses.pauseBefore(clock.instant());
      if (!wait.isZero()) {
        return new Access.Refused<>(Access.Reason.RATE_LIMITED, wait);
      }
      return new Access.Granted<>(work.run());
    } catch (KeyFileException e) {
      return switch (e.code()) {
        case WRONG_PASSPHRASE -> {
          guesses.wrong(clock.instant());
          yield Access.refused(Access.Reason.WRONG_PASSPHRASE);
        }
        case NO_SUCH_ACCOUNT -> Access.refused(Access.Reason.NO_SUCH_ACCOUNT);
        default -> throw e;
      };
    } finally {
      trial.unlock();
    }
  }

  private void expire() {
    Instant now = clock.instant();
    for (Map.Entry<Did, Unlocked> it : Map.copyOf(unlocked).entrySet()) {
      if (!it.getValue().until().isAfter(now)) {
        it.getValue().key().destroy();
        unlocked.remove(it.getKey());
      }
    }
  }

  private void guarded(Runnable work) {
    state.lock();
    try {
      work.run();
    } finally {
      state.unlock();
    }
  }
}
