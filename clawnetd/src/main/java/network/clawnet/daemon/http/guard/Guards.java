package network.clawnet.daemon.http.guard;

import java.io.IOException;
import java.util.Locale;
import java.util.Optional;
import network.clawnet.daemon.app.AppCodes;
import network.clawnet.daemon.app.Caller;
import network.clawnet.daemon.app.Credentials;
import network.clawnet.daemon.app.Refused;
import org.jspecify.annotations.Nullable;

/**
 * Lets a request in, or says why not. The order is fixed: Host, Origin, peer, token. What comes
 * after (read-only mode, content type, body) is the server's.
 */
public final class Guards {
  private static final String BEARER = "bearer ";
  private static final int MAX_SECRET_CHARS = 512;

  private final HostNames names;
  private final Optional<TrustedPeers> onlyPeers;
  private final Optional<ApiToken> token;
  private final Credentials credentials;

  /**
   * Makes the guards.
   *
   * @param onlyPeers if present, nobody else may call over TCP
   * @param token if present, a TCP caller needs it or a credential
   */
  public Guards(
      HostNames names,
      Optional<TrustedPeers> onlyPeers,
      Optional<ApiToken> token,
      Credentials credentials) {
    this.names = names;
    this.onlyPeers = onlyPeers;
    this.token = token;
    this.credentials = credentials;
  }

  /**
   * Returns who calls.
   *
   * @throws Refused FORBIDDEN for a foreign Host, Origin or peer; UNAUTHORIZED for a missing or
   *     wrong token
   */
  public Caller admit(Inbound request) throws Refused, IOException {
    checkHost(request);
    checkOrigin(request);
    checkPeer(request);
    return caller(request);
  }

  private void checkHost(Inbound request) throws Refused {
    if (!names.allows(request.host())) {
      throw new Refused(
          AppCodes.FORBIDDEN,
          "this Host is not the node's: call it as localhost, 127.0.0.1 or the configured api.host");
    }
  }

  private static void checkOrigin(Inbound request) throws Refused {
    String origin = request.origin();
    if (origin != null && !origin.equalsIgnoreCase("http://" + request.host())) {
      throw new Refused(AppCodes.FORBIDDEN, "requests from pages of another origin are refused");
    }
  }

  private void checkPeer(Inbound request) throws Refused {
    if (request.overSocket() || onlyPeers.isEmpty()) {
      return;
    }
    if (!onlyPeers.get().trusts(request.peer())) {
      throw new Refused(
          AppCodes.FORBIDDEN,
          "without an API token only this machine may call: set api.token to open the node further");
    }
  }

  private Caller caller(Inbound request) throws Refused, IOException {
    String secret = secret(request.authorization());
    if (secret == null) {
      if (token.isPresent() && !request.overSocket()) {
        throw unauthorized("this node needs a token: send Authorization: Bearer <token>");
      }
      return Caller.Operator.LOCAL;
    }
    if (token.isPresent() && token.get().matches(secret)) {
      return Caller.Operator.API_TOKEN;
    }
    if (secret.startsWith(Credentials.SECRET_PREFIX)) {
      Optional<Caller.Bearer> bearer = credentials.authenticate(secret);
      if (bearer.isPresent()) {
        return bearer.get();
      }
      throw unauthorized("this credential is unknown, revoked or expired");
    }
    throw unauthorized(
        token.isPresent()
            ? "this is not the node's API token"
            : "this node has no API token: leave Authorization out or send a credential");
  }

  private static @Nullable String secret(@Nullable String authorization) throws Refused {
    if (authorization == null) {
      return null;
    }
    boolean bearer =
        authorization.length() > BEARER.length()
            && authorization.length() <= BEARER.length() + MAX_SECRET_CHARS
            && authorization.substring(0, BEARER.length()).toLowerCase(Locale.ROOT).equals(BEARER);
    if (!bearer) {
      throw unauthorized("the Authorization header must be: Bearer <token>");
    }
    return authorization.substring(BEARER.length()).trim();
  }

  private static Refused unauthorized(String message) {
    return new Refused(AppCodes.UNAUTHORIZED, message);
  }
}
