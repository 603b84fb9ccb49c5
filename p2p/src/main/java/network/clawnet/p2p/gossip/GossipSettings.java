package network.clawnet.p2p.gossip;

import java.util.Optional;
import java.util.random.RandomGenerator;
import network.clawnet.p2p.gossip.router.GossipParameters;
import network.clawnet.p2p.gossip.rpc.MessageAuthor;

/**
 * What gossip is started with.
 *
 * @param author signs messages of signed topics; without it these can be read only
 * @param random need not be unpredictable
 */
public record GossipSettings(
    GossipParameters parameters, Optional<MessageAuthor> author, RandomGenerator random) {}
