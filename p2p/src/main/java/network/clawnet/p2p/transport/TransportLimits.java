package network.clawnet.p2p.transport;

import java.time.Duration;

/**
 * How long the steps of a connection may take, and how many may be on their way.
 *
 * @param dial from the dial to the socket
 * @param upgrade from the socket to the connection
 * @param negotiation of one stream
 * @param stall how long a peer may take no byte although some wait
 * @param halfOpen accepted sockets that are not yet connections; for one more the oldest is closed
 */
public record TransportLimits(
    Duration dial, Duration upgrade, Duration negotiation, Duration stall, int halfOpen) {
  /** Limits of a node: 10 s for each step, 60 s of standstill, 512 half open. */
  public static final TransportLimits DEFAULT =
      new TransportLimits(
          Duration.ofSeconds(10),
          Duration.ofSeconds(10),
          Duration.ofSeconds(10),
          Duration.ofSeconds(60),
          512);

  /** Longest time between two looks at a connection's deadlines. */
  public long tickMicros() {
    return Math.min(10_000_000, stall.toNanos() / 1000);
  }
}
