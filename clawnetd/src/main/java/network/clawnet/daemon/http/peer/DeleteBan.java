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

/** {@code DELETE /api/node/peers/{peerId}/ban}: refuses a node no longer. */
public record DeleteBan(Peers peers) implements Route {
  @Override
  public Endpoint endpoint() {
    return Endpoint.delete("/api/node/peers/{peerId}/ban", Scope.ADMIN);
  }

  @Override
  public CompletableFuture<Answer> handle(Call call) throws Refused, DecodeException {
    PeerId peer = call.peer("peerId");
    peers.unban(peer);
    return Answer.now(Json.object().put("peerId", peer.text()).put("unbanned", true).build());
  }
}
