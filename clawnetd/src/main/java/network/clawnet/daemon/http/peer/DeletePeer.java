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

/** {@code DELETE /api/node/peers/{peerId}}: forgets a node and disconnects it. */
public record DeletePeer(Peers peers) implements Route {
  @Override
  public Endpoint endpoint() {
    return Endpoint.delete("/api/node/peers/{peerId}", Scope.ADMIN);
  }

  @Override
  public CompletableFuture<Answer> handle(Call call) throws Refused, DecodeException {
    PeerId peer = call.peer("peerId");
    peers.forget(peer);
    return Answer.now(Json.object().put("peerId", peer.text()).put("removed", true).build());
  }
}
