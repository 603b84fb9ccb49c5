package network.clawnet.daemon.http.peer;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import network.clawnet.core.codec.DecodeException;
import network.clawnet.core.port.Ban;
import network.clawnet.core.port.PeerControl;
import network.clawnet.daemon.app.Credentials.Scope;
import network.clawnet.daemon.app.Peers;
import network.clawnet.daemon.app.Refused;
import network.clawnet.daemon.http.Answer;
import network.clawnet.daemon.http.Call;
import network.clawnet.daemon.http.Endpoint;
import network.clawnet.daemon.http.Route;

/** {@code POST /api/node/peers/{peerId}/ban}: disconnects a node and refuses it for some time. */
public record PostBan(Peers peers) implements Route {
  private static final Duration USUAL = Duration.ofDays(1);

  @Override
  public Endpoint endpoint() {
    return Endpoint.post("/api/node/peers/{peerId}/ban", Scope.ADMIN, "seconds", "why");
  }

  @Override
  public CompletableFuture<Answer> handle(Call call) throws Refused, DecodeException {
    long seconds =
        call.body()
            .optionalInteger("seconds", 1, PeerControl.LONGEST_BAN.toSeconds())
            .orElse(USUAL.toSeconds());
    String why = call.body().optionalText("why", Ban.MAX_WHY).orElse("by hand");
    Ban ban = peers.ban(call.peer("peerId"), Duration.ofSeconds(seconds), why);
    return Answer.now(GetPeers.json(ban));
  }
}
