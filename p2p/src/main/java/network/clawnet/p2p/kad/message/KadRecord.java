package network.clawnet.p2p.kad.message;

/**
 * A value under a key. The arrays are the caller's and must not change.
 *
 * @param key {@code /namespace/rest} as bytes, at most {@link KadCodec#MAX_KEY_BYTES}
 * @param value at most {@link KadCodec#MAX_VALUE_BYTES}
 * @param timeReceived RFC 3339, set by the node that stores it; may be empty
 */
public record KadRecord(byte[] key, byte[] value, String timeReceived) {
  /** A record that was not stored yet. */
  public KadRecord(byte[] key, byte[] value) {
    this(key, value, "");
  }
}
