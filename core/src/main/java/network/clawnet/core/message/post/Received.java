package network.clawnet.core.message.post;

import network.clawnet.core.message.SealedMessage;

/**
 * A message in an inbox.
 *
 * @param number its place in the inbox of its receiver; rises
 * @param receivedAt own clock, epoch milliseconds; rises within an inbox
 */
public record Received(long number, long receivedAt, SealedMessage message) {}
