package network.clawnet.acceptance;

import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Where the programs of this build are; {@code -Dclawnet.root=DIR} takes those of another one. */
final class Programs {
  private Programs() {}

  /** Returns the launcher of a program. */
  static String path(String name) {
    return root().resolve("bin").resolve(name).toString();
  }

  private static Path root() {
    String given = System.getProperty("clawnet.root");
    if (given != null) {
      return Path.of(given).toAbsolutePath();
    }
    for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
      if (Files.isExecutable(at.resolve("bin").resolve("clawnetd"))) {
        return at;
      }
    }
    throw new IllegalStateException("no bin/clawnetd above the working directory");
  }

  /** Returns where the shell would find a tool, or null. */
  static @Nullable Path tool(String name) {
    for (String folder : System.getenv().getOrDefault("PATH", "").split(":", -1)) {
      Path file = Path.of(folder.isEmpty() ? "." : folder, name);
      if (Files.isExecutable(file)) {
        return file;
      }
    }
    return null;
  }
}
