package network.clawnet.daemon.http.server;

import java.time.Duration;
import network.clawnet.daemon.http.feed.EventSocket;

/**
 * What one caller, or all of them, may take of the node.
 *
 * @param maxBodyBytes larger requests are refused without being read
 * @param maxHeadBytes request line and headers
 * @param maxConnections over TCP, idle ones included; further ones wait in the kernel's queue; it
 *     also bounds the requests that wait for a thread, because a connection has one at a time
 * @param maxThreads of the server's pool, acceptors and selectors included
 * @param pace of connections that tell events
 */
public record HttpLimits(
    int maxBodyBytes,
    int maxHeadBytes,
    int maxConnections,
    int maxThreads,
    Timeouts timeouts,
    EventSocket.Pace pace) {
  /** What a node uses. */
  public static final HttpLimits STANDARD =
      new HttpLimits(1 << 20, 16 << 10, 10_000, 32, Timeouts.STANDARD);

  /** Leaves the connections that tell events their usual pace. */
  public HttpLimits(
      int maxBodyBytes, int maxHeadBytes, int maxConnections, int maxThreads, Timeouts timeouts) {
    this(
        maxBodyBytes,
        maxHeadBytes,
        maxConnections,
        maxThreads,
        timeouts,
        EventSocket.Pace.STANDARD);
  }

  /**
   * How long the server waits.
   *
   * @param idle a connection without a request
   * @param head from the first byte of a request to the end of its headers
   * @param body from the end of the headers to the end of the body
   * @param answer for a use case; longer than the longest wait for finality
   * @param stop for running requests when the node stops
   */
  public record Timeouts(
      Duration idle, Duration head, Duration body, Duration answer, Duration stop) {
    static final Timeouts STANDARD =
        new Timeouts(
            Duration.ofSeconds(60),
            Duration.ofSeconds(10),
            Duration.ofSeconds(20),
            Duration.ofSeconds(90),
            Duration.ofSeconds(5));
  }
}
