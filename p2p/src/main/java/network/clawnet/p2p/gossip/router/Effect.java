package network.clawnet.p2p.gossip.router;

import network.clawnet.core.identity.PeerId;
import network.clawnet.p2p.gossip.rpc.Message;
import network.clawnet.p2p.gossip.rpc.Rpc;
import network.clawnet.p2p.gossip.rpc.SigningPolicy;

/** What a step wants done. Control comes before messages. */
public sealed interface Effect {
  /** Send subscriptions or control, before any message that waits. */
  record Send(PeerId to, Rpc rpc) implements Effect {}

  /** Send one message. */
  record Forward(PeerId to, Message message) implements Effect {}

  /**
   * Check the signature if the policy has one, let the topic's owner judge, and report to {@link
   * GossipRouter#judged}.
   *
   * @param ticket names the message in the report
   * @param from the peer that brought it
   */
  record Judge(long ticket, Message message, PeerId from, SigningPolicy policy) implements Effect {}

  /**
   * Connect to a peer that another one suggested, or to a direct peer.
   *
   * @param record its signed peer record, unchecked; empty if there is none
   */
  record Meet(PeerId peer, byte[] record) implements Effect {}

  /** Keep the connection to a peer that is in a mesh, or let it go if it is in none any more. */
  record Keep(PeerId peer, boolean keep) implements Effect {}
}
