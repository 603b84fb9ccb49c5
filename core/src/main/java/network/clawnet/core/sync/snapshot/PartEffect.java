package network.clawnet.core.sync.snapshot;

import network.clawnet.core.identity.PeerId;
import network.clawnet.core.port.Misbehaviour;
import network.clawnet.core.tree.node.PathRange;

/** Something to do for the one that runs a {@link PartTaker}, in order. */
sealed interface PartEffect {
  /** Ask; the answer comes to {@code got}, {@code absent} or {@code failed}. */
  record Ask(long id, PeerId peer, PathRange range) implements PartEffect {}

  /** Nobody waits for this answer any more. */
  record Cancel(long id) implements PartEffect {}

  /**
   * Keep a proved part.
   *
   * @param entries as buckets hold them; not to be written to
   */
  record Keep(PathRange range, byte[] entries) implements PartEffect {}

  /** Count a fault. */
  record Report(PeerId peer, Misbehaviour fault) implements PartEffect {}

  /** The peer gave something that is proved false: refuse it for a day. */
  record Ban(PeerId peer, String why) implements PartEffect {}
}
