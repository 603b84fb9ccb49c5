package network.clawnet.daemon.http.testing;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import network.clawnet.core.codec.DecodeException;
import network.clawnet.core.crypto.PublicKey;
import network.clawnet.core.identity.PeerId;
import network.clawnet.core.port.Ban;
import network.clawnet.core.port.PeerView;
import network.clawnet.daemon.app.AppCodes;
import network.clawnet.daemon.app.Peers;
import network.clawnet.daemon.app.Refused;

/** Peers that are only remembered. */
public final class FakePeers implements Peers {
  public static final PeerId PEER = PeerId.of(PublicKey.of(new byte[PublicKey.BYTES]));

  public final List<PeerView> connected = new ArrayList<>();
  public final List<String> kept = new ArrayList<>();
  public final List<Ban> bans = new ArrayList<>();

  /** Lets a peer be connected. */
  public void connect() {
    connected.add(
        new PeerView(
            PEER,
            List.of("/ip4/192.0.2.1/tcp/9527"),
            "other/1.0",
            List.of("/ipfs/ping/1.0.0"),
            Optional.of(Duration.ofMillis(3)),
            -1.4,
            PeerView.Direction.INBOUND,
            Instant.ofEpochMilli(5_000),
            true));
  }

  @Override
  public List<PeerView> connected() {
    return List.copyOf(connected);
  }

  @Override
  public List<String> kept() {
    return List.copyOf(kept);
  }

  @Override
  public List<Ban> bans() {
    return List.copyOf(bans);
  }

  @Override
  public List<String> ownAddresses() {
    return List.of("/ip4/192.0.2.9/tcp/9527/p2p/12D3KooWtest");
  }

  @Override
  public PeerId keep(String address) throws Refused {
    try {
      PeerId peer = PeerId.parse(address.substring(address.lastIndexOf('/') + 1));
      kept.add(address);
      return peer;
    } catch (DecodeException e) {
      throw new Refused(AppCodes.INVALID_REQUEST, "\"address\": " + e.getMessage());
    }
  }

  @Override
  public void forget(PeerId peer) throws Refused {
    if (!kept.removeIf(address -> address.endsWith(peer.text()))) {
      throw new Refused(AppCodes.PEER_NOT_FOUND, "nothing is known of " + peer.text());
    }
  }

  @Override
  public Ban ban(PeerId peer, Duration time, String why) {
    Ban ban = new Ban(peer, Instant.ofEpochMilli(0).plus(time), why);
    bans.add(ban);
    return ban;
  }

  @Override
  public void unban(PeerId peer) throws Refused {
    if (!bans.removeIf(ban -> ban.peer().equals(peer))) {
      throw new Refused(AppCodes.PEER_NOT_FOUND, peer.text() + " is not banned");
    }
  }
}
