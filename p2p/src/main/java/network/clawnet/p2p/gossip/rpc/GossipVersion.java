package network.clawnet.p2p.gossip.rpc;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The protocols that we speak, oldest first. */
public enum GossipVersion {
  /** Everything to everybody; no control. */
  FLOODSUB("/floodsub/1.0.0"),
  /** Meshes and gossip. */
  V1_0("/meshsub/1.0.0"),
  /** Back-off and exchange of peers in PRUNE, scores. */
  V1_1("/meshsub/1.1.0"),
  /** IDONTWANT. */
  V1_2("/meshsub/1.2.0");

  private final String protocol;

  GossipVersion(String protocol) {
    this.protocol = protocol;
  }

  /** Returns the protocol id. */
  public String protocol() {
    return protocol;
  }

  /** Returns the protocol ids, the one that we like best first. */
  public static List<String> protocols() {
    return Stream.of(V1_2, V1_1, V1_0, FLOODSUB).map(GossipVersion::protocol).toList();
  }

  /** Returns the version with that protocol id, if we speak it. */
  public static Optional<GossipVersion> of(String protocol) {
    return Stream.of(values()).filter(version -> version.protocol.equals(protocol)).findFirst();
  }

  /** Returns whether this version has everything that the other has. */
  public boolean atLeast(GossipVersion other) {
    return compareTo(other) >= 0;
  }
}
