package network.clawnet.daemon.signer;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import network.clawnet.core.codec.CanonicalJson;
import network.clawnet.core.codec.DecodeException;
import network.clawnet.core.codec.Json;
import network.clawnet.core.codec.JsonParser;
import network.clawnet.core.crypto.Secrets;
import network.clawnet.core.crypto.SigningKey;
import network.clawnet.core.event.EventCodec;
import network.clawnet.core.identity.Did;
import network.clawnet.daemon.app.AccountKeys;
import network.clawnet.daemon.app.Caller;
import network.clawnet.daemon.app.Intent;
import network.clawnet.daemon.app.Refused;
import network.clawnet.daemon.app.SubmitOptions;
import network.clawnet.daemon.submit.KeyAccess;
import network.clawnet.wallet.keystore.AccountEntry;
import network.clawnet.wallet.keystore.KeyFileException;
import network.clawnet.wallet.keystore.Passphrase;
import org.jspecify.annotations.Nullable;

/**
 * The accounts of this node and the only way to their keys. What needs a passphrase runs on two own
 * threads; an unlocked key is given at once. Any thread.
 */
public final class Accounts implements AccountKeys, KeyAccess, AutoCloseable {
  /** Stands for "until locked or exit". */
  public static final Duration UNTIL_LOCKED = Duration.ofDays(365_000);

  private final SignerParts parts;
  private final AccountNames names;
  private final KeyRefusals refusals;
  private final Did own;
  private final Set<Did> known = ConcurrentHashMap.newKeySet();
  private final KeyThreads threads = new KeyThreads();

  private Accounts(SignerParts parts, List<AccountEntry> entries) {
    this.parts = parts;
    this.names = new AccountNames(parts.store());
    this.refusals = new KeyRefusals(parts.clock());
    this.own = entries.get(0).did();
    entries.forEach(entry -> known.add(entry.did()));
  }

  /**
   * Opens with every account locked.
   *
   * @throws IOException if there is no account, or the key files cannot be used as they are
   */
  public static Accounts open(SignerParts parts) throws IOException {
    List<AccountEntry> entries = entries(parts);
    if (entries.isEmpty()) {
      throw new IOException("this node has no account: make one with: clawnet init");
    }
    return new Accounts(parts, entries);
  }

  @Override
  public Did own() {
    return own;
  }

  @Override
  public List<Account> list() throws IOException {
    Map<Did, Instant> unlocked = parts.vault().unlocked();
    List<Account> out = new ArrayList<>();
    for (AccountEntry entry : entries(parts)) {
      known.add(entry.did());
      out.add(account(entry, Optional.ofNullable(unlocked.get(entry.did()))));
    }
    return out;
  }

  @Override
  public CompletableFuture<SigningKey> open(Did did, char @Nullable [] passphrase) {
    try {
      if (passphrase == null) {
        return CompletableFuture.completedFuture(refusals.granted(did, parts.vault().key(did)));
      }
      Optional<SigningKey> internal = internal(did, passphrase);
      if (internal.isPresent()) {
        Arrays.fill(passphrase, '\0');
        return CompletableFuture.completedFuture(internal.get());
      }
      Passphrase typed = KeyRefusals.passphrase(passphrase);
      return threads.run(() -> key(did, typed), typed::close);
    } catch (Refused | IOException e) {
      return CompletableFuture.failedFuture(e);
    }
  }

  @Override
  public CompletableFuture<Account> create(
      Caller caller, char[] passphrase, Optional<String> name) {
    try {
      Passphrase typed = KeyRefusals.passphrase(passphrase);
      return threads.run(() -> create(caller, typed, name), typed::close);
    } catch (Refused e) {
      return CompletableFuture.failedFuture(e);
    }
  }

  @Override
  public CompletableFuture<Account> unlock(
      Caller caller, Did did, char[] passphrase, Optional<Duration> duration) {
    try {
      Passphrase typed = KeyRefusals.passphrase(passphrase);
      return threads.run(() -> unlock(caller, did, typed, duration), typed::close);
    } catch (Refused e) {
      return CompletableFuture.failedFuture(e);
    }
  }

  @Override
  public List<Did> lock(Caller caller, Optional<Did> did) throws Refused {
    if (did.isEmpty()) {
      Rights.requireOperator(caller);
    } else {
      Rights.requireFor(caller, did.get());
    }
    Set<Did> unlocked = parts.vault().unlocked().keySet();
    if (did.isEmpty()) {
      parts.vault().lock();
      return List.copyOf(unlocked);
    }
    if (!known.contains(did.get()) && !unlocked.contains(did.get())) {
      throw KeyRefusals.unknown(did.get());
    }
    parts.vault().lock(did.get());
    return unlocked.contains(did.get()) ? List.of(did.get()) : List.of();
  }

  @Override
  public CompletableFuture<Integer> changePassphrase(Caller caller, char[] oldOne, char[] newOne) {
    return withTwo(
        oldOne,
        newOne,
        (old, next) -> {
          Rights.requireOperator(caller);
          refusals.granted(own, parts.vault().changePassphrase(old, next));
          return entries(parts).size();
        });
  }

  @Override
  public CompletableFuture<Json.Obj> export(
      Caller caller, Did did, char[] passphrase, char[] exportPassphrase) {
    return withTwo(
        passphrase,
        exportPassphrase,
        (typed, forFile) -> {
          Rights.requireFor(caller, did);
          return json(refusals.granted(did, parts.vault().export(did, typed, forFile)));
        });
  }

  @Override
  public CompletableFuture<Account> importKey(
      Caller caller, Json.Obj key, char[] keyPassphrase, char[] passphrase) {
    return withTwo(
        keyPassphrase,
        passphrase,
        (ofFile, typed) -> {
          Rights.requireOperator(caller);
          byte[] file = CanonicalJson.encode(key);
          AccountEntry entry = refusals.imported(own, parts.vault().importKey(file, ofFile, typed));
          known.add(entry.did());
          return account(entry, Optional.empty());
        });
  }

  @Override
  public CompletableFuture<byte[]> cosign(Intent intent, SubmitOptions options) {
    return open(intent.issuer(), options.passphrase())
        .thenCompose(
            key -> threads.run(() -> consent(intent, options.caller(), key), key::destroy));
  }

  /** Waits for what runs. What is unlocked stays so, for a node that starts anew in its process. */
  @Override
  public void close() {
    threads.close();
    parts.internal().close();
  }

  private byte[] consent(Intent intent, Caller caller, SigningKey key) throws Refused, IOException {
    parts.consents().allow(intent, caller);
    return key.sign(EventCodec.cosignable(parts.chain(), intent.type(), intent.payload()));
  }

  private interface Two<T> {
    T run(Passphrase first, Passphrase second) throws Refused, IOException, KeyFileException;
  }

  private <T> CompletableFuture<T> withTwo(char[] one, char[] other, Two<T> work) {
    try {
      Passphrase second = KeyRefusals.passphrase(other);
      Passphrase first = KeyRefusals.passphrase(one);
      return threads.run(
          () -> work.run(first, second),
          () -> {
            first.close();
            second.close();
          });
    } catch (Refused e) {
      Arrays.fill(one, '\0');
      return CompletableFuture.failedFuture(e);
    }
  }

  private Optional<SigningKey> internal(Did did, char[] passphrase) {
    byte[] pass;
    try {
      pass = Secrets.utf8(passphrase);
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
    try {
      return parts.internal().open(did, pass);
    } finally {
      Secrets.wipe(pass);
    }
  }

  private SigningKey key(Did did, Passphrase passphrase)
      throws Refused, IOException, KeyFileException {
    return refusals.granted(did, parts.vault().key(did, passphrase));
  }

  private Account create(Caller caller, Passphrase passphrase, Optional<String> name)
      throws Refused, IOException, KeyFileException {
    Rights.requireAdmin(caller);
    AccountEntry entry = refusals.granted(own, parts.vault().newAccount(passphrase));
    known.add(entry.did());
    if (name.isPresent()) {
      names.put(entry.did(), name.get());
    }
    return account(entry, Optional.empty());
  }

  private Account unlock(Caller caller, Did did, Passphrase passphrase, Optional<Duration> duration)
      throws Refused, IOException, KeyFileException {
    Rights.requireFor(caller, did);
    Instant until =
        refusals.granted(did, parts.vault().unlock(did, passphrase, duration.orElse(UNTIL_LOCKED)));
    for (AccountEntry entry : entries(parts)) {
      if (entry.did().equals(did)) {
        return account(entry, Optional.of(until));
      }
    }
    throw KeyRefusals.unknown(did);
  }

  private Account account(AccountEntry entry, Optional<Instant> until) throws IOException {
    Instant never = parts.clock().instant().plus(UNTIL_LOCKED.dividedBy(2));
    Optional<Instant> shown = until.filter(it -> it.isBefore(never));
    return new Account(
        entry.did(),
        entry.index(),
        names.of(entry.did()),
        entry.created().toEpochMilli(),
        until.isPresent(),
        shown.isPresent() ? OptionalLong.of(shown.get().toEpochMilli()) : OptionalLong.empty(),
        entry.did().equals(own));
  }

  /** Returns the accounts, the lowest index first and imported ones last. */
  private static List<AccountEntry> entries(SignerParts parts) throws IOException {
    try {
      return parts.files().list();
    } catch (KeyFileException e) {
      throw new IOException(e.getMessage(), e);
    }
  }

  private static Json.Obj json(byte[] file) throws IOException {
    try {
      return JsonParser.parseObject(file);
    } catch (DecodeException e) {
      throw new IOException("an exported key file is no JSON", e);
    }
  }
}
