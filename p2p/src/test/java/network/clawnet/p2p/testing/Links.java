package network.clawnet.p2p.testing;

/**
 * How the network treats a message between any two nodes.
 *
 * @param latency of each message
 * @param loss chance that a message never arrives, 0 to 1
 * @param ordered whether messages of one sender to one receiver keep their order, as on a stream
 */
public record Links(Latency latency, double loss, boolean ordered) {
  /** Nothing is lost, everything takes {@code millis}, in order. */
  public static Links perfect(long millis) {
    return new Links(Latency.fixed(millis), 0, true);
  }

  /** The same links with that chance of loss. */
  public Links losing(double chance) {
    return new Links(latency, chance, ordered);
  }
}
