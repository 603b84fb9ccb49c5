package network.clawnet.daemon.app;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import network.clawnet.core.identity.Did;
import network.clawnet.core.units.Tokens;

/**
 * Secrets that let a program act for one account within limits. Callable from any thread.
 *
 * <p>Only hashes of secrets are stored. Refusals: {@code CREDENTIAL_NOT_FOUND}, {@code
 * ACCOUNT_NOT_FOUND}.
 */
public interface Credentials {
  /** Starts every secret. */
  String SECRET_PREFIX = "ap_";

  /** What a credential allows. */
  enum Scope {
    READ,
    TRANSFER,
    ESCROW,
    MARKET,
    ADMIN
  }

  /**
   * Terms of a credential.
   *
   * @param maxPerTx most Tokens in one event
   * @param maxPerDay most Tokens in any 24 hours
   * @param expires epoch milliseconds
   */
  record Terms(
      Did did,
      Set<Scope> scopes,
      Optional<Tokens> maxPerTx,
      Optional<Tokens> maxPerDay,
      OptionalLong expires,
      Optional<String> name) {
    public Terms {
      scopes = Set.copyOf(scopes);
    }
  }

  /**
   * A credential as it is listed: without its secret.
   *
   * @param created epoch milliseconds
   * @param lastUsed epoch milliseconds, exact to a minute
   */
  record Listed(String id, Terms terms, long created, OptionalLong lastUsed, boolean revoked) {}

  /**
   * A fresh secret; shown once.
   *
   * @param secret {@code ap_} and at least 32 random characters
   */
  record Issued(String id, String secret) {
    /** Keeps the secret out of logs. */
    @Override
    public String toString() {
      return "Issued[" + id + "]";
    }
  }

  Issued create(Caller caller, Terms terms) throws Refused, IOException;

  List<Listed> list() throws IOException;

  Optional<Listed> find(String id) throws IOException;

  /** Replaces the secret; the old one stops at once. */
  Issued rotate(Caller caller, String id) throws Refused, IOException;

  void revoke(Caller caller, String id) throws Refused, IOException;

  /**
   * Returns who bears the secret; empty for an unknown, revoked or expired one. Looks it up by hash
   * and compares in constant time. Called for each request, so it must be fast.
   */
  Optional<Caller.Bearer> authenticate(String secret) throws IOException;
}
