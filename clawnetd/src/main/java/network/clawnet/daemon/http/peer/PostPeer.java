package network.clawnet.daemon.http.peer;

import java.util.concurrent.CompletableFuture;
import network.clawnet.core.codec.DecodeException;
import network.clawnet.core.codec.Json;
import network.clawnet.core.identity.PeerId;
import network.clawnet.daemon.app.Credentials.Scope;
import network.clawnet.daemon.app.Peers;
import network.clawnet.daemon.app.Refused;
import network.clawnet.daemon.http.Answer;
import network.clawnet.daemon.http.Call;
import network.clawnet.daemon.http.Endpoint;
import network.clawnet.daemon.http.Route;

/** {@code POST /api/node/peers}: keeps a connection to a node from now on. */
public record PostPeer(Peers peers) implements Route {
  private static final int MAX_ADDRESS_CHARS = 512;

  @Override
  public Endpoint endpoint() {
    return Endpoint.post("/api/node/peers", Scope.ADMIN, "address");
  }

  @Override
  public CompletableFuture<Answer> handle(Call call) throws Refused, DecodeException {
    String address = call.body().text("address", MAX_ADDRESS_CHARS);
    PeerId peer = peers.keep(address);
    return Answer.now(
        Json.object().put("peerId", peer.text()).put("address", address).put("kept", true).build());
  }
}
