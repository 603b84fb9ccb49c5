package network.clawnet.core.port;

import network.clawnet.core.identity.PeerId;

/**
 * A message that arrived on a topic for the first time.
 *
 * @param topic the topic's name
 * @param from the peer that passed it on, which need not be the author: messages carry no signature
 *     of the network's
 * @param bytes the content; not to be changed
 */
public record TopicMessage(String topic, PeerId from, byte[] bytes) {}
