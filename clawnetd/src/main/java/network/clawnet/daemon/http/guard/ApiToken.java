package network.clawnet.daemon.http.guard;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import network.clawnet.core.crypto.Sha256;

/**
 * The node's API token, kept as a hash. Comparing hashes in constant time tells a caller neither
 * the length nor a matching prefix.
 */
public final class ApiToken {
  private final byte[] hash;

  public ApiToken(String token) {
    this.hash = digest(token);
  }

  public boolean matches(String candidate) {
    return MessageDigest.isEqual(hash, digest(candidate));
  }

  private static byte[] digest(String token) {
    return Sha256.digest(token.getBytes(StandardCharsets.UTF_8));
  }

  /** Keeps the token out of logs. */
  @Override
  public String toString() {
    return "ApiToken[…]";
  }
}
