package network.clawnet.daemon.peer;

import java.time.Duration;
import java.util.List;
import network.clawnet.core.identity.PeerId;
import network.clawnet.core.port.Ban;
import network.clawnet.core.port.Network;
import network.clawnet.core.port.NetworkException;
import network.clawnet.core.port.PeerControl;
import network.clawnet.core.port.PeerView;
import network.clawnet.daemon.app.AppCodes;
import network.clawnet.daemon.app.Peers;
import network.clawnet.daemon.app.Refused;

/** The peers of a running network. Any thread. */
public record NodePeers(Network network, PeerControl control) implements Peers {
  @Override
  public List<PeerView> connected() {
    return network.peers();
  }

  @Override
  public List<String> kept() {
    return control.kept();
  }

  @Override
  public List<Ban> bans() {
    return control.bans();
  }

  @Override
  public List<String> ownAddresses() {
    return network.addresses();
  }

  @Override
  public PeerId keep(String address) throws Refused {
    try {
      return control.keep(address);
    } catch (NetworkException e) {
      boolean full = e.reason() == NetworkException.Reason.OVERLOADED;
      throw new Refused(
          full ? AppCodes.OVERLOADED : AppCodes.INVALID_REQUEST, "\"address\": " + e.getMessage());
    }
  }

  @Override
  public void forget(PeerId peer) throws Refused {
    if (!control.forget(peer)) {
      throw new Refused(AppCodes.PEER_NOT_FOUND, "nothing is known of " + peer.text());
    }
  }

  @Override
  public Ban ban(PeerId peer, Duration time, String why) {
    control.ban(peer, time, why);
    return control.bans().stream()
        .filter(ban -> ban.peer().equals(peer))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("the ban is not in force"));
  }

  @Override
  public void unban(PeerId peer) throws Refused {
    if (!control.unban(peer)) {
      throw new Refused(AppCodes.PEER_NOT_FOUND, peer.text() + " is not banned");
    }
  }
}
