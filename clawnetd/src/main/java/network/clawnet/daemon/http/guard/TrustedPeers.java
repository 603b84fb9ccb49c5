package network.clawnet.daemon.http.guard;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;

/**
 * Which addresses may call a node that listens beyond loopback without a token: loopback, and in a
 * container the default gateway, behind which the host's published port appears.
 */
public final class TrustedPeers {
  private final Optional<InetAddress> gateway;

  public TrustedPeers(Optional<InetAddress> gateway) {
    this.gateway = gateway;
  }

  /**
   * Returns whether the peer is trusted.
   *
   * @param peer a literal address; a name is never looked up
   */
  public boolean trusts(String peer) {
    if (peer.isEmpty() || !peer.matches("[0-9a-fA-F:.%\\[\\]]+|[0-9.]+")) {
      return false;
    }
    try {
      InetAddress address = InetAddress.getByName(peer);
      return address.isLoopbackAddress() || gateway.filter(address::equals).isPresent();
    } catch (UnknownHostException e) {
      return false;
    }
  }
}
