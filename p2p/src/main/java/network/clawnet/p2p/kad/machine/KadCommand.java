package network.clawnet.p2p.kad.machine;

import network.clawnet.core.identity.PeerId;

/** What the node is asked to do by its own side. Arrays must not change afterwards. */
public sealed interface KadCommand {
  /** Find addresses of a peer and connect to it; ends with {@link KadOutcome.Peers} of one. */
  record FindPeer(PeerId peer) implements KadCommand {}

  /** Find the peers closest to a key; ends with {@link KadOutcome.Peers}. */
  record FindClosest(byte[] key) implements KadCommand {}

  /** Announce us as provider, now and every 22 hours; ends with {@link KadOutcome.Stored}. */
  record Provide(byte[] key) implements KadCommand {}

  /** Announce us no more; others forget us after 48 hours. */
  record StopProviding(byte[] key) implements KadCommand {}

  /** Find up to so many providers; each is an effect when found, all are the outcome. */
  record FindProviders(byte[] key, int count) implements KadCommand {}

  /** Store a valid value, now and every 22 hours; ends with {@link KadOutcome.Stored}. */
  record PutValue(byte[] key, byte[] value) implements KadCommand {}

  /**
   * Find the best value. Ends early when {@code quorum} peers had a value; 0 asks all and so finds
   * the best there is.
   */
  record GetValue(byte[] key, int quorum) implements KadCommand {}
}
