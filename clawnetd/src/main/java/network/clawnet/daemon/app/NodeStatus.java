package network.clawnet.daemon.app;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import network.clawnet.core.codec.Json;
import network.clawnet.core.identity.Did;

/** How this node is doing. Callable from any thread; reads memory only. */
public interface NodeStatus {
  /**
   * A moment's view.
   *
   * @param multiaddrs addresses under which others may reach this node, each ending in its id
   * @param peers connected nodes
   * @param connections connections to them
   * @param chain first 16 hex digits of the genesis hash
   * @param uptime seconds
   * @param headTime the last final block's time, epoch milliseconds
   * @param locked whether the node's own account is locked
   * @param dataDir shown to the operator only
   */
  record Snapshot(
      Did did,
      String peerId,
      List<String> multiaddrs,
      Sync sync,
      long blockHeight,
      int peers,
      int connections,
      String network,
      String chain,
      String version,
      long uptime,
      String nodeType,
      long epoch,
      boolean validator,
      boolean locked,
      Optional<String> dataDir,
      long headTime,
      boolean ready) {}

  /**
   * How far the ledger is.
   *
   * @param synced whether this node knows the present (docs/protocol/sync.md)
   * @param target height of the newest block that is known to be final
   * @param blocksPerSecond while many are taken at once, else 0
   * @param snapshotPercent how much of a snapshot is here while one is taken; empty else
   */
  record Sync(boolean synced, long target, long blocksPerSecond, OptionalInt snapshotPercent) {}

  Snapshot snapshot();

  /** Returns the effective configuration without secrets, in the members of docs/api.md. */
  Json.Obj config();
}
