package network.clawnet.p2p.interop;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.Assumptions;

/** Another implementation of libp2p, whose peer {@code bin/interop-peers} builds. */
enum Implementation {
  JS,
  GO,
  RUST;

  /** Returns the name as directories and tables have it. */
  String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Returns the program; skips the test, loudly, if nobody has built it. */
  Path program() {
    Path program = root().resolve(label()).resolve("build/peer");
    if (!Files.isExecutable(program)) {
      String why =
          "SKIPPED: the " + label() + " peer is not built; bin/interop-peers " + label() + " does";
      System.err.println("interop: " + why);
      Assumptions.abort(why);
    }
    return program;
  }

  private static Path root() {
    for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
      if (Files.isRegularFile(at.resolve("interop/README.md"))) {
        return at.resolve("interop");
      }
    }
    throw new IllegalStateException("no directory interop above " + Path.of("").toAbsolutePath());
  }
}
