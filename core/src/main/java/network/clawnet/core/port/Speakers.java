package network.clawnet.core.port;

import java.util.List;
import network.clawnet.core.identity.PeerId;

/**
 * Tells which connected peers speak a protocol; what a peer speaks is not known before it has said
 * so.
 */
public record Speakers(String protocol, Heard heard) implements PeerEvents {
  /** Hears of peers, on a network thread: returns soon. */
  @FunctionalInterface
  public interface Heard {
    /**
     * A peer has said what it speaks, or is gone.
     *
     * @param speaks false as well for a peer that was never told of
     */
    void present(PeerId peer, boolean speaks);
  }

  @Override
  public void connected(PeerId peer) {
    // what it speaks is not known yet
  }

  @Override
  public void identified(PeerId peer, List<String> protocols) {
    heard.present(peer, protocols.contains(protocol));
  }

  @Override
  public void disconnected(PeerId peer) {
    heard.present(peer, false);
  }
}
