package network.clawnet.daemon.http.testing;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import network.clawnet.core.identity.Did;
import network.clawnet.daemon.app.AppCodes;
import network.clawnet.daemon.app.AuditLog;
import network.clawnet.daemon.app.Caller;
import network.clawnet.daemon.app.Credentials;
import network.clawnet.daemon.app.Refused;

/** Credentials whose secret is {@code ap_} and their id. */
public final class FakeCredentials implements Credentials, AuditLog {
  private final ConcurrentHashMap<String, Terms> all = new ConcurrentHashMap<>();

  /** Makes a credential and returns its secret. */
  public String issue(String id, Did did, Scope... scopes) {
    all.put(
        id,
        new Terms(
            did,
            Set.of(scopes),
            Optional.empty(),
            Optional.empty(),
            OptionalLong.empty(),
            Optional.empty()));
    return SECRET_PREFIX + id;
  }

  @Override
  public Issued create(Caller caller, Terms terms) {
    all.put("new", terms);
    return new Issued("new", SECRET_PREFIX + "new");
  }

  @Override
  public List<Listed> list() {
    return all.entrySet().stream().map(it -> listed(it.getKey(), it.getValue())).toList();
  }

  private static Listed listed(String id, Terms terms) {
    return new Listed(id, terms, 1_000, OptionalLong.empty(), false);
  }

  @Override
  public Optional<Listed> find(String id) {
    return Optional.ofNullable(all.get(id)).map(terms -> listed(id, terms));
  }

  @Override
  public Issued rotate(Caller caller, String id) throws Refused {
    known(id);
    return new Issued(id, SECRET_PREFIX + id);
  }

  @Override
  public void revoke(Caller caller, String id) throws Refused {
    known(id);
    all.remove(id);
  }

  private void known(String id) throws Refused {
    if (!all.containsKey(id)) {
      throw new Refused(AppCodes.CREDENTIAL_NOT_FOUND, "no credential " + id);
    }
  }

  @Override
  public Optional<Caller.Bearer> authenticate(String secret) {
    String id = secret.substring(SECRET_PREFIX.length());
    return Optional.ofNullable(all.get(id))
        .map(terms -> new Caller.Bearer(id, terms.did(), terms.scopes()));
  }

  @Override
  public List<Entry> page(Optional<Did> did, int limit, OptionalLong before) {
    return List.of(
        new Entry(
            2,
            1_000,
            did.orElse(FakeNode.OWN),
            "wallet.transfer",
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            "signed"));
  }
}
