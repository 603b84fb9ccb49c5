package network.clawnet.core.journal;

/**
 * One record as the owner of the journal sees it.
 *
 * @param type meaning chosen by the owner; the type named in {@link JournalOptions} as the epoch
 *     header is repeated at the head of every segment
 * @param vote written twice in its group, at least 64 KiB apart, so that one damaged place does not
 *     lose it; epoch headers always are
 */
public record Entry(byte type, byte[] payload, boolean vote) {
  /** Largest payload in bytes. */
  public static final int MAX_PAYLOAD_BYTES = 16 << 20;
}
