package network.clawnet.p2p.transport;

/**
 * What a connection has carried.
 *
 * @param bytesIn payload bytes of streams received
 * @param bytesOut payload bytes of streams sent
 * @param lastMicros when payload last moved, on the scale of {@link System#nanoTime} in
 *     microseconds
 */
public record Traffic(long bytesIn, long bytesOut, long lastMicros) {}
