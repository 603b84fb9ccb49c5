package network.clawnet.bench.p2p;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** An implementation that is measured. */
enum Kind {
  OURS,
  JS,
  GO;

  /** As bin/clawnetd starts a node. */
  private static final List<String> NODE_FLAGS =
      List.of(
          "-Xms208m",
          "-Xmn128m",
          "-Xmx512m",
          "-XX:SurvivorRatio=4",
          "-XX:+UseSerialGC",
          "-Dcom.amazon.corretto.crypto.provider.registerEdKeyFactory=true",
          "-Dslf4j.internal.verbosity=ERROR"); // nothing logs here

  String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * Returns how to start a peer whose gossip is {@code strict}, that is signed, or {@code none}.
   */
  List<String> command(String signing) {
    List<String> line = new ArrayList<>();
    if (this == OURS) {
      line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
      line.addAll(NODE_FLAGS);
      line.addAll(List.of("-cp", System.getProperty("java.class.path")));
      line.addAll(List.of("network.clawnet.bench.Main", "peer"));
    } else {
      String root = System.getProperty("clawnet.root", ".");
      line.add(Path.of(root, "interop", label(), "target", "peer").toString());
    }
    line.addAll(List.of("--sign", signing));
    return line;
  }
}
