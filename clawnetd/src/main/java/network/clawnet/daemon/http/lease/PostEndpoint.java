package network.clawnet.daemon.http.lease;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import network.clawnet.core.codec.DecodeException;
import network.clawnet.core.codec.Json;
import network.clawnet.core.crypto.Hash;
import network.clawnet.daemon.app.Credentials.Scope;
import network.clawnet.daemon.app.Refused;
import network.clawnet.daemon.app.message.Calls;
import network.clawnet.daemon.http.Answer;
import network.clawnet.daemon.http.Call;
import network.clawnet.daemon.http.Endpoint;
import network.clawnet.daemon.http.Route;

/**
 * {@code POST /api/markets/capabilities/{id}/endpoint}: says where the provider's program takes
 * calls. Only the operator may: the node will ask whatever is named here.
 */
public record PostEndpoint(Calls calls) implements Route {
  private static final int MAX_URL_CHARS = 2_048;

  @Override
  public Endpoint endpoint() {
    return Endpoint.post("/api/markets/capabilities/{id}/endpoint", Scope.ADMIN, "url");
  }

  @Override
  public CompletableFuture<Answer> handle(Call call) throws Refused, DecodeException {
    call.requireOperator();
    Hash listing = call.hash("id");
    Optional<URI> url = Optional.empty();
    Optional<String> given = call.body().optionalText("url", MAX_URL_CHARS);
    if (given.isPresent()) {
      url = Optional.of(url(given.get()));
    }
    Optional<String> shown = url.map(URI::toString);
    return calls
        .listen(listing, url)
        .thenApply(
            done ->
                Answer.ok(
                    Json.object()
                        .put("listingId", "0x" + listing.hex())
                        .put("url", shown.orElse(null))
                        .build()));
  }

  private static URI url(String text) throws DecodeException {
    try {
      URI url = new URI(text);
      boolean fits =
          ("http".equals(url.getScheme()) || "https".equals(url.getScheme()))
              && url.getHost() != null
              && url.getUserInfo() == null;
      if (fits) {
        return url;
      }
    } catch (URISyntaxException e) {
      throw new DecodeException("\"url\" is no URL: " + e.getMessage());
    }
    throw new DecodeException("\"url\" is http:// or https:// with a host, without a user");
  }
}
