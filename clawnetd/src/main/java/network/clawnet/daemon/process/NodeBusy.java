package network.clawnet.daemon.process;

import java.io.IOException;
import java.nio.file.Path;
import java.util.OptionalLong;

/** Another daemon runs on the same home directory. */
public final class NodeBusy extends IOException {
  NodeBusy(Path home, OptionalLong pid) {
    super(
        "another clawnetd runs on "
            + home
            + (pid.isPresent() ? " (process " + pid.getAsLong() + ")" : "")
            + "; stop it with 'clawnet stop', or give this one its own --data-dir");
  }
}
