package network.clawnet.core.port;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import network.clawnet.core.identity.PeerId;

/**
 * What is known of a connected peer at one moment.
 *
 * @param id who it is; proved by the connection's handshake
 * @param addresses multiaddresses of its connections, as seen from here, the oldest first
 * @param agent the program and version that it claims to run; empty before it has said so. A peer's
 *     text: at most 128 characters, to be shown with care
 * @param protocols what it says it accepts, sorted; empty before it has said so
 * @param latency the smoothed time of a round trip, once measured
 * @param score how it is thought of: 0 is neutral, below is bad; no unit
 * @param direction who opened the oldest connection
 * @param connected since when
 * @param kept whether an operator added it, so that it is dialled again for ever
 */
public record PeerView(
    PeerId id,
    List<String> addresses,
    String agent,
    List<String> protocols,
    Optional<Duration> latency,
    double score,
    Direction direction,
    Instant connected,
    boolean kept) {
  /** Who opened a connection. */
  public enum Direction {
    /** The peer did. */
    INBOUND,
    /** We did. */
    OUTBOUND
  }

  public PeerView {
    addresses = List.copyOf(addresses);
    protocols = List.copyOf(protocols);
  }
}
