package network.clawnet.core.sync.snapshot;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Where the parts of a snapshot are kept, open from the first need on. One owner thread. */
final class PartFiles {
  private final JoinPlace place;
  private @Nullable PartStore parts;

  PartFiles(JoinPlace place) {
    this.place = place;
  }

  PartStore open() throws IOException {
    PartStore open = parts;
    if (open == null) {
      open = new PartStore(place.openParts());
      parts = open;
    }
    return open;
  }

  /** Closes what is open; what was kept is there when it is opened again. */
  void close() throws IOException {
    PartStore open = parts;
    parts = null;
    if (open != null) {
      open.close();
    }
  }
}
