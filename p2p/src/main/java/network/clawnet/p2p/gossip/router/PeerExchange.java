package network.clawnet.p2p.gossip.router;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import network.clawnet.core.identity.PeerId;
import network.clawnet.p2p.gossip.router.Tallies.Tally;
import network.clawnet.p2p.gossip.rpc.Control;
import network.clawnet.p2p.gossip.rpc.RpcLimits;

/** Suggestions of other peers in a PRUNE, in both directions. */
final class PeerExchange {
  private static final byte[] NO_RECORD = {};

  private final GossipParameters parameters;
  private final Function<PeerId, Optional<byte[]>> records;
  private final Peers peers;
  private final Outbox outbox;
  private final Tallies tallies;

  PeerExchange(
      GossipParameters parameters,
      Function<PeerId, Optional<byte[]>> records,
      Peers peers,
      Outbox outbox,
      Tallies tallies) {
    this.parameters = parameters;
    this.records = records;
    this.peers = peers;
    this.outbox = outbox;
    this.tallies = tallies;
  }

  /** Returns good members of a topic for a peer that we have no room for. */
  List<Control.Suggestion> suggest(String topic, Peer to) {
    if (!parameters.exchangesPeers()) {
      return List.of();
    }
    return peers
        .pick(topic, RpcLimits.MAX_SUGGESTIONS, peer -> peer != to && peer.beatScore >= 0)
        .stream()
        .map(peer -> new Control.Suggestion(peer.id, records.apply(peer.id).orElse(NO_RECORD)))
        .toList();
  }

  /** Follows the suggestions of a peer that is trusted enough. */
  void follow(Peer from, List<Control.Suggestion> suggestions) {
    if (suggestions.isEmpty()) {
      return;
    }
    if (from.score.value() < parameters.scoring().thresholds().acceptExchange()) {
      tallies.count(Tally.EXCHANGE_NOT_TRUSTED);
      return;
    }
    for (Control.Suggestion suggestion : suggestions) {
      if (peers.find(suggestion.peer()).isEmpty()) {
        outbox.other(new Effect.Meet(suggestion.peer(), suggestion.record()));
      }
    }
  }
}
