package network.clawnet.p2p.kad.machine;

/**
 * Times of a DHT node, in milliseconds.
 *
 * @param askMillis until a request without answer has failed; covers dialing
 * @param taskMillis until a command ends with what it has
 * @param refreshMillis between refreshes of the table
 * @param hungryMillis between refreshes while the table is nearly empty
 * @param silenceMillis until a silent peer in the table is asked whether it is there
 * @param checkMillis between looks at silent peers
 * @param republishMillis between announcements of what this node provides or has put
 * @param expiryMillis between removals of what is too old
 */
public record KadTiming(
    long askMillis,
    long taskMillis,
    long refreshMillis,
    long hungryMillis,
    long silenceMillis,
    long checkMillis,
    long republishMillis,
    long expiryMillis) {
  /** The values of go, and a check of peers silent for ten minutes once a minute. */
  public static final KadTiming STANDARD =
      new KadTiming(10_000, 60_000, 600_000, 15_000, 600_000, 60_000, 22 * 3_600_000L, 3_600_000);
}
