package network.clawnet.core.config;

import java.util.List;

/**
 * How the node meets other nodes.
 *
 * @param port TCP port, 0 to 65535; 0 means any free one
 * @param bootstrap nodes to connect to first, in order, at most {@link #MAX_ADDRESSES}
 * @param announce addresses to tell others instead of the ones found, at most {@link
 *     #MAX_ADDRESSES}
 */
public record P2pSection(int port, List<PeerAddress> bootstrap, List<PeerAddress> announce) {
  /** The standard port. */
  public static final int DEFAULT_PORT = 9527;

  static final int MAX_ADDRESSES = 64;

  public P2pSection {
    Values.checkPort(port);
    bootstrap = List.copyOf(bootstrap);
    announce = List.copyOf(announce);
    if (bootstrap.size() > MAX_ADDRESSES || announce.size() > MAX_ADDRESSES) {
      throw new IllegalArgumentException("at most " + MAX_ADDRESSES + " addresses");
    }
  }
}
