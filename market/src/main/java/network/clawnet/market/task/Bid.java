package network.clawnet.market.task;

import network.clawnet.core.crypto.Hash;
import network.clawnet.core.units.Tokens;

/**
 * What a worker asks for a task.
 *
 * @param deliverMs time that it needs, milliseconds
 * @param event the event that made it: what an acceptance must name
 */
public record Bid(Tokens price, long deliverMs, Hash event) {}
