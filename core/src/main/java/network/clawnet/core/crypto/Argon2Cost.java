package network.clawnet.core.crypto;

/**
 * What one guess of a passphrase costs. Bounded, for it is read from files.
 *
 * @param memoryKib memory in KiB, at least 8 per lane and at most {@link #MAX_MEMORY_KIB}
 * @param passes over that memory, 1 to {@link #MAX_PASSES}
 * @param lanes 1 to {@link #MAX_LANES}
 */
public record Argon2Cost(int memoryKib, int passes, int lanes) {
  /** Most memory: 1 GiB. */
  public static final int MAX_MEMORY_KIB = 1024 * 1024;

  /** Most passes. */
  public static final int MAX_PASSES = 16;

  /** Most lanes. */
  public static final int MAX_LANES = 16;

  /** The cost of key files: 64 MiB, 3 passes, 4 lanes; about 0.2 s on one core. */
  public static final Argon2Cost KEY_FILE = new Argon2Cost(64 * 1024, 3, 4);

  /** Checks the bounds. */
  public Argon2Cost {
    if (!inRange(memoryKib, passes, lanes)) {
      throw new IllegalArgumentException(
          "Argon2 cost out of range: %d KiB, %d passes, %d lanes"
              .formatted(memoryKib, passes, lanes));
    }
  }

  /** Returns whether values from outside make a cost that this program is ready to pay. */
  public static boolean inRange(long memoryKib, long passes, long lanes) {
    return lanes >= 1
        && lanes <= MAX_LANES
        && passes >= 1
        && passes <= MAX_PASSES
        && memoryKib >= 8 * lanes
        && memoryKib <= MAX_MEMORY_KIB;
  }
}
