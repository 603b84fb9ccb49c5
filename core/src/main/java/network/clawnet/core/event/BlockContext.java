package network.clawnet.core.event;

/**
 * The block in which something happens.
 *
 * @param time the block's own time, epoch milliseconds; the only clock of the rules
 */
public record BlockContext(long height, long time) {}
