package network.clawnet.acceptance;

/** Something bad that is done to a network and undone again. */
interface ChaosFault {
  /** What a fault is called in the log. */
  enum Kind {
    KILL,
    PAUSE,
    PARTITION,
    LOSS,
    DELAY,
    WIPE,
    DISK_FULL,
    CLOCK
  }

  /** Returns what it is. */
  Kind kind();

  /** Does it; returns to whom. */
  String begin();

  /**
   * Undoes it.
   *
   * @return the proof that it happened
   * @throws AssertionError if it did not
   */
  String end();
}
