package network.clawnet.p2p.gossip.rpc;

/**
 * What holds for the messages of one topic.
 *
 * @param maxContentBytes larger ones are dropped and count against the peer
 * @param maxPending messages that may wait for their judgement; beyond them new ones are dropped
 */
public record TopicRules(SigningPolicy policy, int maxContentBytes, int maxPending) {}
