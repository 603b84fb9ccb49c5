package network.clawnet.daemon.http.peer;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import network.clawnet.core.codec.Json;
import network.clawnet.core.port.Ban;
import network.clawnet.core.port.PeerView;
import network.clawnet.daemon.app.Peers;
import network.clawnet.daemon.http.Answer;
import network.clawnet.daemon.http.Call;
import network.clawnet.daemon.http.Endpoint;
import network.clawnet.daemon.http.Route;

/** {@code GET /api/node/peers}: connected nodes, kept addresses and bans. */
public record GetPeers(Peers peers) implements Route {
  @Override
  public Endpoint endpoint() {
    return Endpoint.get("/api/node/peers");
  }

  @Override
  public CompletableFuture<Answer> handle(Call call) {
    List<PeerView> connected = peers.connected();
    return Answer.now(
        Json.object()
            .put("peers", Json.of(connected.stream().map(GetPeers::json).toList()))
            .put("total", connected.size())
            .put("kept", texts(peers.kept()))
            .put("banned", Json.of(peers.bans().stream().map(GetPeers::json).toList()))
            .build());
  }

  private static Json.Obj json(PeerView peer) {
    Json.Builder out =
        Json.object()
            .put("peerId", peer.id().text())
            .put("addresses", texts(peer.addresses()))
            .put("agent", peer.agent())
            .put("protocols", texts(peer.protocols()))
            .put("score", Math.round(peer.score()))
            .put("direction", direction(peer.direction()))
            .put("connectedAt", peer.connected().toEpochMilli())
            .put("kept", peer.kept());
    peer.latency().ifPresent(time -> out.put("latencyMicros", time.toNanos() / 1_000));
    return out.build();
  }

  private static String direction(PeerView.Direction direction) {
    return switch (direction) {
      case INBOUND -> "inbound";
      case OUTBOUND -> "outbound";
    };
  }

  /** Returns a ban as all operations show it. */
  static Json.Obj json(Ban ban) {
    return Json.object()
        .put("peerId", ban.peer().text())
        .put("until", ban.until().toEpochMilli())
        .put("why", ban.why())
        .build();
  }

  private static Json.Arr texts(List<String> texts) {
    return Json.of(texts.stream().map(Json::of).toList());
  }
}
