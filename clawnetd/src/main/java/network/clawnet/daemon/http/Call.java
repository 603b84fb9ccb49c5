package network.clawnet.daemon.http;

import java.util.Map;
import java.util.Optional;
import network.clawnet.core.codec.CanonicalJson;
import network.clawnet.core.codec.DecodeException;
import network.clawnet.core.codec.Json;
import network.clawnet.core.crypto.Hash;
import network.clawnet.core.identity.Did;
import network.clawnet.core.identity.PeerId;
import network.clawnet.daemon.app.AppCodes;
import network.clawnet.daemon.app.Caller;
import network.clawnet.daemon.app.Credentials.Scope;
import network.clawnet.daemon.app.Refused;
import network.clawnet.daemon.app.SubmitOptions.Idempotency;
import org.jspecify.annotations.Nullable;

/** One request that passed the guards. */
public final class Call {
  private final Endpoint endpoint;
  private final Caller caller;
  private final Map<String, String> path;
  private final Query query;
  private final Body body;
  private final Headers headers;

  /**
   * The headers that routes look at, checked.
   *
   * @param idempotencyKey 1 to 128 visible ASCII characters, or null
   * @param prefer value of {@code Prefer}, or null
   */
  public record Headers(@Nullable String idempotencyKey, @Nullable String prefer) {}

  public Call(
      Endpoint endpoint,
      Caller caller,
      Map<String, String> path,
      Query query,
      Body body,
      Headers headers) {
    this.endpoint = endpoint;
    this.caller = caller;
    this.path = path;
    this.query = query;
    this.body = body;
    this.headers = headers;
  }

  public Caller caller() {
    return caller;
  }

  public Query query() {
    return query;
  }

  public Body body() {
    return body;
  }

  public Headers headers() {
    return headers;
  }

  /** Returns a path parameter that is an id. */
  public String id(String name) throws DecodeException {
    return Named.id(name, raw(name));
  }

  /** Returns a path parameter that is a DID or an address. */
  public Did account(String name) throws Refused {
    return Named.account(name, raw(name));
  }

  /** Returns a path parameter that is a node's id, in base58 or as a CID. */
  public PeerId peer(String name) throws DecodeException {
    return Named.peer(name, raw(name));
  }

  /** Returns a path parameter that is a hash. */
  public Hash hash(String name) throws DecodeException {
    return Named.hash(name, raw(name));
  }

  private String raw(String name) {
    return path.getOrDefault(name, "");
  }

  /**
   * Returns the account that the caller wants to act for: the one named, else the credential's,
   * else {@code own}.
   *
   * @throws Refused FORBIDDEN if a credential of another account is used
   */
  public Did actingFor(Optional<Did> named, Did own) throws Refused {
    if (!(caller instanceof Caller.Bearer bearer)) {
      return named.orElse(own);
    }
    Did did = named.orElse(bearer.did());
    if (!did.equals(bearer.did())) {
      throw new Refused(
          AppCodes.FORBIDDEN, "this credential acts for " + bearer.did() + " and no other account");
    }
    return did;
  }

  /** Refuses every credential, whatever its scopes. */
  public void requireOperator() throws Refused {
    if (caller instanceof Caller.Bearer) {
      throw new Refused(
          AppCodes.FORBIDDEN, "only the operator may do this: use the API token, not a credential");
    }
  }

  /** Refuses a credential that lacks the scope; the operator may do everything. */
  public static void require(Caller caller, Scope scope) throws Refused {
    if (caller instanceof Caller.Bearer bearer && !bearer.scopes().contains(scope)) {
      throw new Refused(
          AppCodes.FORBIDDEN,
          "this credential does not have the scope \"" + Scopes.text(scope) + "\"");
    }
  }

  /**
   * Returns the caller's key for this action with a digest of method, path and body. The passphrase
   * is no part of it: a fast hash of it must not end up on disk.
   */
  public Optional<Idempotency> idempotency() throws DecodeException {
    String key = headers.idempotencyKey();
    if (key == null) {
      return Optional.empty();
    }
    Whole.check("body", body.object());
    Json.Builder parameters = Json.object();
    path.forEach(parameters::put);
    Json.Obj action =
        Json.object()
            .put("action", endpoint.toString())
            .put("path", parameters.build())
            .put("body", body.object().without("passphrase"))
            .build();
    return Optional.of(new Idempotency(key, Hash.sha256(CanonicalJson.encode(action))));
  }
}
