package network.clawnet.daemon.credential;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import network.clawnet.core.codec.DecodeException;
import network.clawnet.core.codec.Hex;
import network.clawnet.core.crypto.Entropy;
import network.clawnet.core.crypto.Hash;
import network.clawnet.core.crypto.Secrets;
import network.clawnet.core.identity.Did;
import network.clawnet.core.port.Store;
import network.clawnet.daemon.app.AppCodes;
import network.clawnet.daemon.app.Caller;
import network.clawnet.daemon.app.Credentials;
import network.clawnet.daemon.app.Refused;
import network.clawnet.daemon.store.NodeFamilies;

/**
 * Credentials in the node database, all of them in memory too. A change is durable before it is
 * answered; the time of the last use may be lost in a crash. Any thread.
 */
public final class StoredCredentials implements Credentials {
  /** Most credentials, revoked ones included. */
  static final int MAX_CREDENTIALS = 10_000;

  private static final int SECRET_BYTES = 32;
  private static final int SECRET_CHARS = SECRET_PREFIX.length() + 43;
  private static final String ID_PREFIX = "cr_";
  private static final int ID_BYTES = 8;
  private static final long MINUTE_MILLIS = 60_000;

  private final Store store;
  private final Accounts accounts;
  private final Entropy entropy;
  private final InstantSource clock;
  private final Map<String, Held> byId = new ConcurrentHashMap<>();
  private final Map<Hash, String> bySecret = new ConcurrentHashMap<>();

  /** Held by whoever changes the maps or the rows; readers do without. */
  private final ReentrantLock change = new ReentrantLock();

  /** Knows the accounts of this node. */
  @FunctionalInterface
  public interface Accounts {
    boolean isHere(Did did) throws IOException;
  }

  private StoredCredentials(Store store, Accounts accounts, Entropy entropy, InstantSource clock) {
    this.store = store;
    this.accounts = accounts;
    this.entropy = entropy;
    this.clock = clock;
  }

  /**
   * Reads what there is.
   *
   * @param store the node database
   * @param entropy a secure random source
   */
  public static StoredCredentials open(
      Store store, Accounts accounts, Entropy entropy, InstantSource clock) throws IOException {
    StoredCredentials out = new StoredCredentials(store, accounts, entropy, clock);
    List<byte[]> rows = new ArrayList<>();
    store.scan(
        NodeFamilies.CREDENTIAL,
        new byte[0],
        null,
        (key, value) -> {
          rows.add(value);
          return true;
        });
    for (byte[] row : rows) {
      out.remember(decode(row));
    }
    return out;
  }

  @Override
  public Issued create(Caller caller, Terms terms) throws Refused, IOException {
    if (caller instanceof Caller.Bearer bearer) {
      Terms own = own(bearer);
      Delegation.requireMayChange(bearer, own, terms);
      Delegation.requireNotWider(own, terms);
    }
    requireSensible(terms);
    String secret = newSecret();
    change.lock();
    try {
      makeRoom();
      String id = ID_PREFIX + Hex.encode(entropy.bytes(ID_BYTES));
      Listed listed = new Listed(id, terms, clock.millis(), OptionalLong.empty(), false);
      keep(new Held(listed, hash(secret)), true);
      return new Issued(id, secret);
    } finally {
      change.unlock();
    }
  }

  @Override
  public List<Listed> list() {
    return byId.values().stream()
        .map(Held::listed)
        .sorted(Comparator.comparingLong(Listed::created).thenComparing(Listed::id))
        .toList();
  }

  @Override
  public Optional<Listed> find(String id) {
    return Optional.ofNullable(byId.get(id)).map(Held::listed);
  }

  /** Returns the terms of a credential that is neither revoked nor expired. Reads memory only. */
  public Optional<Terms> valid(String id) {
    return Optional.ofNullable(byId.get(id))
        .filter(held -> held.isUsable(clock.millis()))
        .map(held -> held.listed().terms());
  }

  @Override
  public Issued rotate(Caller caller, String id) throws Refused, IOException {
    change.lock();
    try {
      Held held = requireMayChange(caller, id);
      if (caller instanceof Caller.Bearer bearer && !bearer.id().equals(id)) {
        Delegation.requireNotWider(own(bearer), held.listed().terms());
      }
      if (!held.isUsable(clock.millis())) {
        throw new Refused(
            AppCodes.CONFLICT, "the credential " + id + " is revoked or expired: create another");
      }
      String secret = newSecret();
      keep(held.withSecret(hash(secret)), true);
      bySecret.remove(held.secretHash());
      return new Issued(id, secret);
    } finally {
      change.unlock();
    }
  }

  @Override
  public void revoke(Caller caller, String id) throws Refused, IOException {
    change.lock();
    try {
      keep(requireMayChange(caller, id).revoked(), true);
    } finally {
      change.unlock();
    }
  }

  @Override
  public Optional<Caller.Bearer> authenticate(String secret) throws IOException {
    if (secret.length() != SECRET_CHARS || !secret.startsWith(SECRET_PREFIX)) {
      return Optional.empty();
    }
    Hash hash = hash(secret);
    String id = bySecret.get(hash);
    Held held = id == null ? null : byId.get(id);
    long now = clock.millis();
    if (held == null
        || !Secrets.equal(held.secretHash().bytes(), hash.bytes())
        || !held.isUsable(now)) {
      return Optional.empty();
    }
    touch(held, now - now % MINUTE_MILLIS);
    Terms terms = held.listed().terms();
    return Optional.of(new Caller.Bearer(held.listed().id(), terms.did(), terms.scopes()));
  }

  /** Notes the use, once a minute and credential. */
  private void touch(Held seen, long minute) throws IOException {
    if (seen.listed().lastUsed().orElse(-1) == minute || !change.tryLock()) {
      return; // noted, or somebody is changing something: the next use notes it
    }
    try {
      Held held = byId.get(seen.listed().id());
      if (held != null && held.listed().lastUsed().orElse(-1) != minute) {
        keep(held.used(minute), false);
      }
    } finally {
      change.unlock();
    }
  }

  private Held requireMayChange(Caller caller, String id) throws Refused {
    Held held = byId.get(id);
    if (held == null) {
      throw new Refused(AppCodes.CREDENTIAL_NOT_FOUND, "there is no credential " + id);
    }
    if (caller instanceof Caller.Bearer bearer) {
      Delegation.requireMayChange(bearer, own(bearer), held.listed().terms());
    }
    return held;
  }

  private Terms own(Caller.Bearer bearer) throws Refused {
    return valid(bearer.id())
        .orElseThrow(
            () ->
                new Refused(
                    AppCodes.UNAUTHORIZED, "this credential is unknown, revoked or expired"));
  }

  private void requireSensible(Terms terms) throws Refused, IOException {
    if (terms.scopes().isEmpty()) {
      throw new Refused(AppCodes.INVALID_REQUEST, "a credential needs at least one scope");
    }
    if (terms.expires().isPresent() && terms.expires().getAsLong() <= clock.millis()) {
      throw new Refused(AppCodes.INVALID_REQUEST, "\"expires\" must lie in the future");
    }
    if (!accounts.isHere(terms.did())) {
      throw new Refused(AppCodes.ACCOUNT_NOT_FOUND, "this node holds no key of " + terms.did());
    }
  }

  /** Forgets the oldest credential that is of no use any more, if there are too many. */
  private void makeRoom() throws Refused, IOException {
    if (byId.size() < MAX_CREDENTIALS) {
      return;
    }
    long now = clock.millis();
    Held oldest =
        byId.values().stream()
            .filter(held -> !held.isUsable(now))
            .min(Comparator.comparingLong(held -> held.listed().created()))
            .orElseThrow(
                () ->
                    new Refused(
                        AppCodes.CONFLICT,
                        "there are " + MAX_CREDENTIALS + " credentials: revoke some first"));
    String id = oldest.listed().id();
    store.write(List.of(new Store.Write(NodeFamilies.CREDENTIAL, key(id), null)), true);
    byId.remove(id);
    bySecret.remove(oldest.secretHash());
  }

  private void keep(Held held, boolean sync) throws IOException {
    Store.Write row =
        new Store.Write(NodeFamilies.CREDENTIAL, key(held.listed().id()), held.encode());
    store.write(List.of(row), sync);
    remember(held);
  }

  private void remember(Held held) {
    byId.put(held.listed().id(), held);
    bySecret.put(held.secretHash(), held.listed().id());
  }

  private String newSecret() {
    return SECRET_PREFIX
        + Base64.getUrlEncoder().withoutPadding().encodeToString(entropy.bytes(SECRET_BYTES));
  }

  private static Held decode(byte[] row) throws IOException {
    try {
      return Held.decode(row);
    } catch (DecodeException e) {
      throw new IOException("the node database is damaged: cannot read a credential", e);
    }
  }

  private static Hash hash(String secret) {
    return Hash.sha256(secret.getBytes(StandardCharsets.UTF_8));
  }

  private static byte[] key(String id) {
    return id.getBytes(StandardCharsets.UTF_8);
  }
}
