package network.clawnet.core.chain.rows;

/**
 * Where a final event stands.
 *
 * @param index place in the block, from 0
 */
public record EventLocation(long height, int index) {}
