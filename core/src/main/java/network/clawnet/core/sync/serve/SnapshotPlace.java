package network.clawnet.core.sync.serve;

import java.io.IOException;
import java.util.List;
import network.clawnet.core.port.Store;
import network.clawnet.core.sync.wire.SnapshotId;

/** Keeps copies of the ledger database as it was at the end of epochs. May block on disk. */
public interface SnapshotPlace {
  /** Copies the database as it is now; nothing else writes meanwhile. */
  void take(SnapshotId id) throws IOException;

  /** Returns what is here, in any order. */
  List<SnapshotId> list() throws IOException;

  /** Opens a copy. */
  Store open(SnapshotId id) throws IOException;

  /** Deletes a copy that is not open. */
  void delete(SnapshotId id) throws IOException;
}
